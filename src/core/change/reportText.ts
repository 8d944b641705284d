import * as l10n from '@vscode/l10n';
import { TimeSlices } from '../book/timeSlices.ts';
import { shownText } from '../contact/shownText.ts';
import { numberText } from '../numberText.ts';
import {
  countStates,
  itemTitle,
  type ReportedItem,
  type ReportedOperation,
  type StateCounts,
} from './reportedOperation.ts';

/** How a report calls what became of its contacts. */
interface Words {
  /** On its line. */
  readonly result: string;
  /** With the number of them. */
  readonly count: string;
}

interface Heading {
  /** Lines that say what was done, to which account and when. */
  readonly lines: readonly string[];
  readonly accountName: (operation: ReportedOperation) => string;
  /** Whose way to write numbers. */
  readonly language: string;
}

/** VS Code hands no text of more than 50 million UTF-16 units to an extension. */
const longestReport = 40_000_000;
/** An id, a name or a reason has so much room, in UTF-16 units. */
const longestPart = 2000;
/** An id that is longer does not push the names away from all the others. */
const widestId = 36;

/**
 * A report as a text for people, in UTF-16 units at most about `limit`: the counts, then a line for each contact with
 * its result, id, name and reason. What failed comes first. May quote the server, and holds names: not for logs. Lets
 * other work go on in between.
 */
export async function reportText(
  operations: readonly ReportedOperation[],
  { lines, accountName, language }: Heading,
  limit = longestReport,
): Promise<string> {
  const slices = new TimeSlices();
  const head = [...lines, '', ...countLines(await countStates(operations), language)].join('\n');
  let left = limit - head.length;
  const parts: string[] = [];
  for (const operation of operations) {
    const { text, rest } = await itemsText(operation.items, left, slices);
    left -= text.length;
    if (operations.length > 1) parts.push(`— ${accountName(operation)} —`);
    parts.push(text);
    if (rest > 0) parts.push(l10n.t('… and {0} more', numberText(rest, language)));
  }
  return `${[head, ...parts].join('\n\n')}\n`;
}

/** What failed first, the kinds that need a look before those that need patience. */
const order = ['conflict', 'rejected', 'notFound', 'unknown', 'notStarted', 'done'] as const;

type Kind = (typeof order)[number];

function kindOf({ state }: Pick<ReportedItem, 'state'>): Kind {
  if (state === 'sent') return 'unknown';
  return state === 'waiting' ? 'notStarted' : state;
}

/** How many contacts there are of each kind, in words: what failed, without what was done. */
export function failureCounts(counts: StateCounts, language: string): readonly string[] {
  return order.flatMap((kind) => {
    const count = sum([...counts].filter(([state]) => kindOf({ state }) === kind));
    return kind === 'done' || count === 0
      ? []
      : [`${wordsOf(kind).count}: ${numberText(count, language)}`];
  });
}

/** How many were done, of how many. */
export function doneOf(counts: StateCounts): { readonly done: number; readonly all: number } {
  return { done: counts.get('done') ?? 0, all: sum([...counts]) };
}

/** How a contact's line of a report begins: what became of it, in a word or two. */
export function resultWord(item: ReportedItem): string {
  return wordsOf(kindOf(item)).result;
}

function sum(counts: readonly (readonly [state: ReportedItem['state'], count: number])[]): number {
  return counts.reduce((total, [, count]) => total + count, 0);
}

function countLines(counts: StateCounts, language: string): readonly string[] {
  const { done, all } = doneOf(counts);
  return [
    l10n.t('{0} of {1} done', numberText(done, language), numberText(all, language)),
    ...failureCounts(counts, language).map((count) => `  ${count}`),
  ];
}

async function itemsText(
  items: readonly ReportedItem[],
  limit: number,
  slices: TimeSlices,
): Promise<{ readonly text: string; readonly rest: number }> {
  const groups = [...(await byKind(items, slices))].filter(([, some]) => some.length > 0);
  const resultWidth = widest(groups.map(([kind]) => wordsOf(kind).result));
  let idWidth = 0;
  for (const { id } of items) {
    await slices.next();
    idWidth = Math.max(idWidth, Math.min(widestId, id.length));
  }
  const lines: string[] = [];
  let length = 0;
  let shown = 0;
  for (const [kind, some] of groups) {
    if (lines.length > 0) lines.push('');
    const result = wordsOf(kind).result.padEnd(resultWidth);
    for (const item of some) {
      await slices.next();
      const line = `${result}  ${itemText(item, idWidth)}`.trimEnd();
      length += line.length + 1;
      if (length > limit) return { text: lines.join('\n'), rest: items.length - shown };
      lines.push(line);
      shown += 1;
    }
  }
  return { text: lines.join('\n'), rest: 0 };
}

function itemText(item: ReportedItem, idWidth: number): string {
  const { id } = item;
  const name = itemTitle(item);
  const parts = [inOneLine(id).padEnd(idWidth), ...(name === id ? [] : [inOneLine(name)])];
  return [...parts, inOneLine(reasonOf(item))].join('  ');
}

function reasonOf({ state, reason }: ReportedItem): string {
  if (reason !== undefined) return reason;
  return state === 'sent' ? l10n.t('It is not known whether Wazzup carried it out.') : '';
}

async function byKind(
  items: readonly ReportedItem[],
  slices: TimeSlices,
): Promise<ReadonlyMap<Kind, readonly ReportedItem[]>> {
  const groups = new Map<Kind, ReportedItem[]>(order.map((kind) => [kind, []]));
  for (const item of items) {
    await slices.next();
    groups.get(kindOf(item))?.push(item);
  }
  return groups;
}

function wordsOf(kind: Kind): Words {
  switch (kind) {
    case 'conflict':
      return {
        result: l10n.t('changed meanwhile'),
        count: l10n.t('Not sent because changed meanwhile'),
      };
    case 'rejected':
      return { result: l10n.t('refused'), count: l10n.t('Refused by Wazzup') };
    case 'notFound':
      return { result: l10n.t('not found'), count: l10n.t('Not in the account') };
    case 'unknown':
      return { result: l10n.t('not confirmed'), count: l10n.t('Not confirmed') };
    case 'notStarted':
      return { result: l10n.t('not sent'), count: l10n.t('Not started') };
    case 'done':
      return { result: l10n.t('done'), count: l10n.t('Done') };
  }
}

/** Whatever an id, a name or a server's word holds, it makes no line of its own. */
function inOneLine(text: string): string {
  return shownText(text, longestPart).trim();
}

function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, text.length), 0);
}
