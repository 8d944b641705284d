import * as l10n from '@vscode/l10n';
import { PersonNames } from '../../core/book/search/personNames.ts';
import { readQuery } from '../../core/book/search/searchQuery.ts';
import { modelCard, plainText } from '../../core/languageModel/modelCard.ts';
import type { Clock } from '../../core/ports.ts';
import { readWholeList } from '../search/readWholeList.ts';
import type { ModelAccess } from './modelAccess.ts';
import type { ModelTool } from './modelTool.ts';
import { prepareReading } from './prepareReading.ts';
import { ToolError, ToolInput } from './toolInput.ts';

/** So many contacts are told at once, so that an answer stays readable. */
const mostContacts = 50;
const usualContacts = 20;

/** Finds contacts of an account, best first. Reads the whole list unless that was done lately. */
export class FindContactsTool implements ModelTool {
  readonly #access: ModelAccess;
  readonly #clock: Clock;

  constructor(access: ModelAccess, clock: Clock) {
    this.#access = access;
    this.#clock = clock;
  }

  prepare() {
    return prepareReading(l10n.t('Looking for contacts in Wazzup'), this.#access.showsPersonalData);
  }

  async run(given: unknown, signal: AbortSignal): Promise<object> {
    const input = new ToolInput(given, ['query', 'account', 'limit']);
    const terms = readQuery(input.text('query', 200));
    const limit = input.count('limit', mostContacts, usualContacts);
    if (terms.length === 0) throw new ToolError('"query" holds nothing to look for.');
    const accountId = this.#access.accountNamed(input.optionalText('account', 200));
    const { record, session, sight } = await this.#access.open(accountId, signal);
    await readWholeList(session, this.#clock, signal);
    const { search } = session.book;
    const people = new PersonNames(session.users.known);
    const found = await search.contacts(terms, { signal, people });
    return {
      account: plainText(record.name),
      found: found.length,
      contacts: found.slice(0, limit).map((contact) => modelCard(contact, sight)),
    };
  }
}
