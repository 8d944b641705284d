import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import { readContacts } from '../../core/book/readContacts.ts';
import { applyChangeSet, type Road } from '../../core/change/applyChangeSet.ts';
import type { Outcome } from '../../core/change/outcome.ts';
import { outcomeReason } from '../../core/change/report.ts';
import { contactChanges, sameContact } from '../../core/contact/compareContacts.ts';
import type { Contact, WritableContact } from '../../core/contact/contact.ts';
import { contactText, parseContactText } from '../../core/contact/contactText.ts';
import { contactTitle } from '../../core/contact/describeContact.ts';
import { toWritable } from '../../core/contact/writableContact.ts';
import type { Clock, Logger } from '../../core/ports.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { toUserError, UserError } from '../ui/userError.ts';
import type { Cards } from './cards.ts';
import { contactExtension, contactUri, parseContactUri } from './contactUri.ts';
import type { Base } from './draftStore.ts';
import type { ReadOnlyTexts } from './readOnlyTexts.ts';
import { askAboutChangedId, askAboutConflict, askAboutGone } from './saveQuestion.ts';
import type { SaveAnswer, SaveQuestions } from './saveQuestions.ts';

/** Milliseconds after which the last request of a save is given up: a save ends within 30 s, questions included. */
const saveMs = 28_000;

interface SaverParts {
  readonly accounts: Accounts;
  readonly cards: Cards;
  readonly questions: SaveQuestions;
  readonly road: Road;
  readonly texts: ReadOnlyTexts;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** One save under way. */
interface Save {
  readonly uri: vscode.Uri;
  readonly accountId: AccountId;
  /** The id the document's address names. */
  readonly id: string;
  readonly text: string;
  readonly contact: WritableContact;
  /** Clock time in milliseconds. */
  readonly deadline: number;
}

/** Saves one card: the only way from an edited document to Wazzup. */
export class CardSaver implements vscode.Disposable {
  readonly #parts: SaverParts;
  readonly #gaveUp = new vscode.EventEmitter<vscode.Uri>();

  /** Fires when the user gave up a draft for what is in Wazzup: the document should be loaded again. */
  readonly onDidGiveUpDraft = this.#gaveUp.event;

  constructor(parts: SaverParts) {
    this.#parts = parts;
  }

  /**
   * Sends the text as the contact that `uri` names, unless it equals what the document was loaded from.
   * Rejects, with words for the user, unless Wazzup was seen to hold it afterwards or the user gave up the draft.
   */
  async save(uri: vscode.Uri, text: string): Promise<void> {
    try {
      await this.#save(uri, text);
    } catch (error) {
      throw toUserError(error, this.#parts.logger);
    }
  }

  dispose(): void {
    this.#gaveUp.dispose();
  }

  async #save(uri: vscode.Uri, text: string): Promise<void> {
    const { cards, clock, questions } = this.#parts;
    const address = parseContactUri(uri);
    if (!address) throw new UserError(l10n.t('This is not the address of a contact.'));
    const parsed = parseContactText(text);
    if ('syntax' in parsed) {
      const message = parsed.syntax[0]?.message ?? '';
      throw new UserError(l10n.t('Nothing was sent: the text is not valid JSON. {0}', message));
    }
    const base = await cards.base(uri);
    if (base?.kind === 'contact' && sameContact(base.contact, parsed.contact)) {
      cards.settle(uri, base, text);
      return;
    }
    const writable = toWritable(parsed.contact);
    if ('problems' in writable) throw new UserError(refusal(writable.problems));
    const { contact } = writable;
    const save: Save = { uri, ...address, text, contact, deadline: clock.now() + saveMs };
    const late = questions.takeLate(uri);
    if (contact.id !== address.id) await this.#saveAsNew(save, base, late);
    else await this.#saveAgainst(save, base, late);
  }

  /** Writes against `base`; on a conflict asks, and goes on against what was just seen for as long as that moves. */
  async #saveAgainst(
    save: Save,
    base: Base | undefined,
    late: SaveAnswer | undefined,
  ): Promise<void> {
    let against = late ? await this.#decide(save, late) : base;
    if (against === 'givenUp') return;
    for (;;) {
      const attempt = await this.#attempt(save, against);
      if (attempt.kind === 'saved') {
        this.#settle(save, attempt.now);
        return;
      }
      const { theirs } = attempt;
      const changes =
        theirs && base?.kind === 'contact' ? contactChanges(base.contact, theirs) : undefined;
      const choice = await this.#parts.questions.ask(
        save.uri,
        theirs,
        theirs
          ? askAboutConflict(contactTitle(save.contact), changes, this.#parts.logger)
          : askAboutGone(contactTitle(save.contact), this.#parts.logger),
      );
      if (!choice) throw new UserError(conflictWords(save.contact, theirs));
      against = await this.#decide(save, { choice, theirs });
      if (against === 'givenUp') return;
    }
  }

  /** What the user's answer lets the next attempt write against; rejects if it does not let it write. */
  async #decide(save: Save, { choice, theirs }: SaveAnswer): Promise<Base | 'givenUp'> {
    switch (choice) {
      case 'createAgain':
        return { kind: 'new' };
      case 'overwrite':
        if (theirs) return { kind: 'contact', contact: theirs };
        break;
      case 'takeTheirs':
        if (!theirs) break;
        this.#giveUp(save, theirs);
        return 'givenUp';
      case 'compare':
        if (theirs) await this.#compare(save, theirs);
        break;
      case 'saveAsNew':
        break;
    }
    throw new UserError(conflictWords(save.contact, theirs));
  }

  async #attempt(
    save: Save,
    against: Base | undefined,
  ): Promise<
    | { readonly kind: 'saved'; readonly now: Contact }
    | { readonly kind: 'conflict'; readonly theirs: Contact | undefined }
  > {
    // Without a base nobody can tell whether somebody else has changed the contact: look, and ask.
    if (!against) {
      const theirs = await this.#readNow(save);
      return theirs && sameContact(theirs, save.contact)
        ? { kind: 'saved', now: theirs }
        : { kind: 'conflict', theirs };
    }
    const outcome = await this.#apply(save, against);
    if (outcome.kind === 'done') return { kind: 'saved', now: outcome.now ?? save.contact };
    if (outcome.kind === 'conflict') return { kind: 'conflict', theirs: outcome.theirs };
    throw new UserError(outcomeReason(outcome));
  }

  async #apply(save: Save, against: Base): Promise<Outcome> {
    const { accounts, road } = this.#parts;
    const { accountId, contact, deadline } = save;
    await accounts.open(accountId);
    const before = against.kind === 'contact' ? { before: against.contact } : {};
    const [outcome] = await applyChangeSet(
      { accountId, operation: 'save', items: [{ id: contact.id, ...before, after: contact }] },
      road,
      { signal: new AbortController().signal, deadline },
    );
    if (!outcome) throw new Error('a change set of one item has one outcome');
    return outcome;
  }

  async #readNow({ accountId, id, deadline }: Save): Promise<Contact | undefined> {
    const { connection } = await this.#parts.accounts.open(accountId);
    const signal = new AbortController().signal;
    const { found } = await readContacts(connection, [id], {}, { signal, deadline });
    return found.get(id);
  }

  async #saveAsNew(
    save: Save,
    base: Base | undefined,
    late: SaveAnswer | undefined,
  ): Promise<void> {
    const { contact, id } = save;
    const choice =
      late?.choice ??
      (await this.#parts.questions.ask(
        save.uri,
        undefined,
        askAboutChangedId(id, contact.id, this.#parts.logger),
      ));
    if (choice !== 'saveAsNew') {
      throw new UserError(
        l10n.t('The id cannot be changed from "{0}" to "{1}". Nothing was sent.', id, contact.id),
      );
    }
    const outcome = await this.#apply(save, { kind: 'new' });
    if (outcome.kind !== 'done') throw new UserError(outcomeReason(outcome));
    if (base?.kind === 'contact') this.#giveUp(save, base.contact);
    await vscode.commands.executeCommand('vscode.open', contactUri(save.accountId, contact.id));
  }

  #settle(save: Save, contact: Contact): void {
    this.#parts.cards.settle(save.uri, { kind: 'contact', contact }, save.text);
  }

  #giveUp(save: Save, theirs: Contact): void {
    const base: Base = { kind: 'contact', contact: theirs };
    this.#parts.cards.settle(save.uri, base, contactText(theirs));
    this.#gaveUp.fire(save.uri);
  }

  async #compare(save: Save, theirs: Contact): Promise<void> {
    const title = contactTitle(save.contact);
    await vscode.commands.executeCommand(
      'vscode.diff',
      this.#parts.texts.put(`${title}${contactExtension}`, contactText(theirs)),
      save.uri,
      l10n.t('{0}: in Wazzup ↔ your draft', title),
      { override: true, preview: false },
    );
  }
}

function conflictWords(contact: Contact, theirs: Contact | undefined): string {
  const title = contactTitle(contact);
  return theirs
    ? l10n.t('"{0}" was changed in Wazzup meanwhile. Nothing was sent; your draft is kept.', title)
    : l10n.t('"{0}" was deleted in Wazzup meanwhile. Nothing was sent; your draft is kept.', title);
}

function refusal(problems: readonly { readonly message: string }[]): string {
  const first = problems[0]?.message ?? '';
  const more = problems.length - 1;
  return more > 0
    ? l10n.t('Nothing was sent: {0} ({1} more in the Problems panel.)', first, more)
    : l10n.t('Nothing was sent: {0}', first);
}
