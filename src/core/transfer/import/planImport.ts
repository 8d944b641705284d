import * as l10n from '@vscode/l10n';
import type { AccountId } from '../../accountId.ts';
import type { ContactIndex } from '../../book/search/contactIndex.ts';
import { TimeSlices } from '../../book/timeSlices.ts';
import type { ChangeItem, SentFile } from '../../change/changeSet.ts';
import { sameContact } from '../../contact/compareContacts.ts';
import type { Contact } from '../../contact/contact.ts';
import { toWritable } from '../../contact/writableContact.ts';
import { newContact, takeOver } from './applyDraft.ts';
import type { ImportMatch, ImportMode, ImportPlan, InvalidRow } from './importPlan.ts';
import { type ImportRow, idOfRow, type ValueChange } from './importRow.ts';
import { Matcher } from './matcher.ts';
import { MetLines } from './metLines.ts';
import { rowProblemWords } from './rowProblemWords.ts';

interface ImportOptions {
  readonly accountId: AccountId;
  /** All contacts of the account. */
  readonly index: ContactIndex;
  readonly mode: ImportMode;
  readonly match: ImportMatch;
  readonly file: SentFile;
  readonly signal: AbortSignal;
}

/**
 * What has to be written so that the account holds what a file says. Lets other work go on every few milliseconds. Rejects
 * as `rows` does, and with the signal's reason.
 */
export async function planImport(
  rows: AsyncIterable<ImportRow>,
  options: ImportOptions,
): Promise<ImportPlan> {
  const planner = new ImportPlanner(options, await Matcher.of(options));
  const slices = new TimeSlices(options.signal);
  for await (const row of rows) {
    await slices.next();
    planner.take(row);
  }
  return planner.plan();
}

class ImportPlanner {
  readonly #options: ImportOptions;
  readonly #matcher: Matcher;
  readonly #items = new Map<string, ChangeItem>();
  readonly #texts = new Map<string, string>();
  readonly #lines: MetLines;
  readonly #invalid: InvalidRow[] = [];
  readonly #changes: (ValueChange & { readonly line: number })[] = [];
  #unchanged = 0;
  #passedOver = 0;

  constructor(options: ImportOptions, matcher: Matcher) {
    this.#options = options;
    this.#matcher = matcher;
    this.#lines = new MetLines(options.index);
  }

  take(row: ImportRow): void {
    const wish = this.#wishOf(row);
    if (typeof wish === 'string') this.#refuse(row, wish);
    else if (wish) this.#want(row, wish.before, wish.after);
  }

  plan(): ImportPlan {
    const { accountId, file } = this.#options;
    return {
      changeSet: {
        accountId,
        operation: 'import',
        items: [...this.#items.values()],
        file,
        texts: this.#texts,
      },
      unchanged: this.#unchanged,
      passedOver: this.#passedOver,
      invalid: this.#invalid,
      changes: this.#changes,
    };
  }

  /** What the row wants, or why it cannot be had; undefined if it is passed over. */
  #wishOf(
    row: ImportRow,
  ): { readonly before: Contact | undefined; readonly after: Contact } | string | undefined {
    const { content } = row;
    if (content.kind === 'broken' || content.kind === 'notAContact')
      return rowProblemWords(content);
    if (content.kind === 'draft' && content.problems.length > 0) return rowProblemWords(content);
    const match = this.#matcher.find(content);
    if (match.kind === 'several') {
      return l10n.t('Several contacts of the account fit: {0}.', match.ids.slice(0, 5).join(', '));
    }
    const before = match.kind === 'one' ? match.contact : undefined;
    const refusal = this.#refusalOf(before);
    if (refusal !== undefined) return refusal;
    if (before ? this.#passes('existing') : this.#passes('new')) {
      this.#passedOver += 1;
      return undefined;
    }
    if (before) return { before, after: takeOver(before, content) };
    if (content.kind === 'contact') return { before, after: content.contact };
    const id = idOfRow(row);
    return id === undefined || id === ''
      ? l10n.t('A new contact needs an id, and this row has none.')
      : { before, after: newContact(id, content.draft) };
  }

  #refusalOf(before: Contact | undefined): string | undefined {
    return before && this.#options.mode === 'create'
      ? l10n.t('The account has this contact already: "{0}".', before.id)
      : undefined;
  }

  #passes(kind: 'existing' | 'new'): boolean {
    return this.#options.mode === (kind === 'new' ? 'update' : 'skipExisting');
  }

  #want(row: ImportRow, before: Contact | undefined, after: Contact): void {
    if (before && (after === before || sameContact(before, after))) {
      if (this.#isFirst(row, after.id)) this.#unchanged += 1;
      return;
    }
    const writable = toWritable(after, before ? { exists: true } : { isNew: true });
    if ('problems' in writable) {
      const [problem] = writable.problems;
      this.#refuse(row, problem?.message ?? '');
      return;
    }
    const { contact } = writable;
    if (!this.#isFirst(row, contact.id)) return;
    this.#items.set(contact.id, { id: contact.id, ...(before && { before }), after: contact });
    this.#texts.set(contact.id, row.source);
    for (const change of row.changes) this.#changes.push({ ...change, line: row.line });
  }

  /** Refuses a second row about the same contact. */
  #isFirst(row: ImportRow, id: string): boolean {
    const line = this.#lines.meet(id, row.line);
    if (line === undefined) return true;
    this.#refuse(row, l10n.t('Line {0} is about the same contact: "{1}".', line, id));
    return false;
  }

  #refuse(row: ImportRow, reason: string): void {
    const { line, source } = row;
    this.#invalid.push({ line, source, id: idOfRow(row), reason });
  }
}
