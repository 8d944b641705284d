import { contactKeys, rowKeys } from '../../contact/contact.ts';
import { matchColumns } from '../table/matchColumns.ts';
import { type TableForm, type TableRecord, tableRecordAt } from './tableRecord.ts';

/** How a table is to be read. */
export interface TableGuess extends TableForm {
  /** Its first record, if that names the columns. */
  readonly header: readonly string[] | undefined;
  /** UTF-16 code units before it: Excel's line that says the separator. */
  readonly skip: number;
}

/** A comma or a bar stands in text, too: the others are taken first where several would do. */
const separators = ['\t', ';', ',', '|'] as const;
/** So many records are looked at. */
const sampleSize = 50;

/**
 * By the beginning of a table.
 *
 * @param isWhole whether that is all of it
 * @param usual what separates the cells where nothing shows it, as in a table of one column
 */
export function guessTable(text: string, isWhole: boolean, usual: string): TableGuess {
  const said = /^sep=(.)(?:\r\n?|\n|$)/i.exec(text);
  const skip = said?.[0].length ?? 0;
  const table = text.slice(skip);
  const separator = said?.[1] ?? guessSeparator(table, isWhole) ?? usual;
  const form = { separator, hasQuotes: hasQuotes(table, isWhole, separator) };
  const [first, ...others] = sample(table, form, isWhole);
  return { ...form, header: first && isHeader(first, others) ? first.cells : undefined, skip };
}

/** Not where marks are text mostly, no cell would need them, and all lines are cut evenly without regard to them. */
function hasQuotes(text: string, isWhole: boolean, separator: string): boolean {
  const quoted = sample(text, { separator, hasQuotes: true }, isWhole).filter(
    ({ isQuoted }) => isQuoted,
  );
  const odd = quoted.filter(({ problem }) => problem === 'textAfterQuote').length;
  const well = quoted.filter(({ cells, problem }) => !problem && !cells.join('').includes('"'));
  const isNeeded = well.some(({ cells }) =>
    cells.some((cell) => cell.includes(separator) || /[\r\n]/.test(cell)),
  );
  if (odd === 0 || odd < well.length || isNeeded) return true;
  return evenness(sample(text, { separator, hasQuotes: false }, isWhole)) < 1;
}

/** The one that cuts the most records into equally many cells, two or more. */
function guessSeparator(text: string, isWhole: boolean): string | undefined {
  let best: string | undefined;
  let bestScore = 0;
  for (const separator of separators) {
    const score = evenness(sample(text, { separator, hasQuotes: true }, isWhole));
    if (score <= bestScore) continue;
    best = separator;
    bestScore = score;
  }
  return best;
}

/** From 0 to 1. */
function evenness(records: readonly TableRecord[]): number {
  const counts = new Map<number, number>();
  for (const { cells, problem } of records) {
    if (!problem) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  }
  const [usual, times] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [0, 0];
  if (usual < 2) {
    // Most records have one cell only: the others may tell all the same, if the first is one of them.
    const several = records.filter(({ cells }) => cells.length > 1).length;
    return (records[0]?.cells.length ?? 0) > 1 ? (several / records.length) * 0.4 : 0;
  }
  const share = times / records.length;
  // The first record is the header mostly, and a header is cut right or not at all.
  return records[0]?.cells.length === usual ? share : share / 2;
}

function sample(text: string, form: TableForm, isWhole: boolean): readonly TableRecord[] {
  const records: TableRecord[] = [];
  for (let at = 0; at < text.length && records.length < sampleSize; ) {
    const found = tableRecordAt(text, at, form, isWhole);
    if (!found) break;
    at = found.next;
    if (found.cells.some((cell) => cell.trim() !== '')) records.push(found);
  }
  return records;
}

function isHeader({ cells, problem }: TableRecord, others: readonly TableRecord[]): boolean {
  if (problem) return false;
  if (cells.some((cell) => ownNames.has(nameOf(cell)))) return true;
  if (cells.some(isData)) return false;
  return hasNames(cells) || others.length === 0 || others.some(({ cells }) => cells.some(isData));
}

/**
 * Whether the cells read like names of columns where no data tells them apart from what stands below. One word may be a
 * value by chance, as "Max" is, who is a person before he is a messenger.
 */
function hasNames(cells: readonly string[]): boolean {
  const named = matchColumns(cells).filter((field) => field !== undefined && field !== 'max');
  return named.length > 1 || named.length === cells.length;
}

/** What our own tables have. */
const ownNames: ReadonlySet<string> = new Set(
  [...contactKeys, ...rowKeys].map((name) => name.toLowerCase()),
);

/** "Chat ID 2" and "chat_id" are `chatid`. */
function nameOf(cell: string): string {
  return cell
    .toLowerCase()
    .replace(/[\s_-]+/g, '')
    .replace(/\d+$/, '');
}

/** Numbers, dates, links and addresses name no column. */
function isData(cell: string): boolean {
  return /^(?:[+(]?\d[\d\s().,:/+-]*|https?:\S+|[^\s@]*@[^\s@]+)$/i.test(cell.trim());
}
