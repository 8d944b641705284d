import type { AccountId } from '../../core/accountId.ts';
import { readContacts } from '../../core/book/readContacts.ts';
import type { Contact } from '../../core/contact/contact.ts';
import type { ModelSight } from '../../core/languageModel/modelCard.ts';
import { plainText } from '../../core/languageModel/modelCard.ts';
import type { Pseudonyms } from '../../core/languageModel/pseudonyms.ts';
import type { AccountRecord } from '../accounts/accountRecord.ts';
import type { AccountSession } from '../accounts/accountSession.ts';
import type { CommandServices } from '../commands/commandServices.ts';
import { ToolError } from './toolInput.ts';

/** An account as a tool works with it. */
export interface ModelAccount {
  readonly record: AccountRecord;
  readonly session: AccountSession;
  readonly sight: ModelSight;
}

/** What a model may call a contact: the pseudonym that it was given, or an id that the person has told it. */
export interface ContactReference {
  readonly accountId: AccountId;
  readonly id: string;
}

/** How the tools of a window find what a model speaks of. */
export class ModelAccess {
  readonly #services: CommandServices;
  readonly #pseudonyms: Pseudonyms;

  constructor(services: CommandServices, pseudonyms: Pseudonyms) {
    this.#services = services;
    this.#pseudonyms = pseudonyms;
  }

  get pseudonyms(): Pseudonyms {
    return this.#pseudonyms;
  }

  get showsPersonalData(): boolean {
    return this.#services.settings.showsPersonalDataToModels;
  }

  /**
   * The account of this id or name, or the only one.
   * @throws ToolError with the names of all where that is not clear
   */
  accountNamed(named: string | undefined): AccountId {
    const all = this.#services.accounts.list();
    const suiting =
      named === undefined ? all : all.filter(({ id, name }) => id === named || name === named);
    const [account, other] = suiting;
    if (account && !other) return account.id;
    if (all.length === 0) {
      throw new ToolError('No Wazzup account is connected: the person must connect one first.');
    }
    const names = all.map(({ id, name }) => `${JSON.stringify(plainText(name))} (${id})`);
    throw new ToolError(`Name one account in "account", by name or id: ${names.join(', ')}.`);
  }

  /** Reads the users, if that was not done: where they cannot be read there are no names. */
  async open(accountId: AccountId, signal: AbortSignal): Promise<ModelAccount> {
    const record = this.#services.accounts.find(accountId);
    if (!record) throw new ToolError('This account is not connected any more.');
    const session = await this.#services.accounts.open(accountId);
    const { users } = session;
    await users.users({ signal });
    const sight: ModelSight = {
      accountId,
      pseudonyms: this.#pseudonyms,
      showsPersonalData: this.showsPersonalData,
      nameOf: (userId) => users.nameOf(userId),
    };
    return { record, session, sight };
  }

  /** @throws ToolError for a pseudonym of an earlier session, and where the account is not clear */
  reference(text: string, account: string | undefined): ContactReference {
    const found = this.#pseudonyms.find('contact', text);
    if (found === 'stale') {
      throw new ToolError(`"${text}" stands for no contact any more: find the contact again.`);
    }
    return found
      ? { accountId: found.accountId, id: found.value }
      : { accountId: this.accountNamed(account), id: text };
  }

  /**
   * The contact as Wazzup holds it now.
   * @throws ToolError if there is none, or it was not found out
   */
  async read(
    { id }: ContactReference,
    { session: { book, connection } }: ModelAccount,
    signal: AbortSignal,
  ): Promise<Contact> {
    const { found, missing } = await readContacts(connection, [id], book.lookHints, { signal });
    const contact = found.get(id);
    if (contact) return contact;
    throw new ToolError(
      missing.includes(id)
        ? 'The account has no such contact.'
        : 'Whether the account has this contact could not be found out. Try again.',
    );
  }
}
