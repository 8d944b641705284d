import { ownText } from './ownText.ts';
import type { RecordProblem } from './recordProblem.ts';

/** A record of a table as it was found in a text. */
export interface TableRecord {
  readonly cells: readonly string[];
  /** Its text, without the line break. */
  readonly source: string;
  /** Where the next record begins. */
  readonly next: number;
  /** Whether it may stand on several lines. */
  readonly isQuoted: boolean;
  /** What is wrong with the cell after `cells`. */
  readonly problem?: RecordProblem;
}

/** How a table is written. */
export interface TableForm {
  readonly separator: string;
  /** Whether a cell may stand in quotation marks: then a line break or a separator within it is text. */
  readonly hasQuotes: boolean;
}

const quoteOrLineBreak = /["\r\n]/g;
const lineBreakOrEnd = /\r\n?|\n|$/g;

/**
 * The record of a table that begins at `start`. A quotation mark within a cell that does not begin with one is a
 * character like others, as programs write it that know no quoting.
 *
 * @param isWhole whether the text ends where the file does
 * @returns undefined if the text ends before the record
 */
export function tableRecordAt(
  text: string,
  start: number,
  form: TableForm,
  isWhole: boolean,
): TableRecord | undefined {
  const pattern = form.hasQuotes ? quoteOrLineBreak : lineBreakOrEnd;
  pattern.lastIndex = start;
  const end = pattern.exec(text)?.index ?? text.length;
  if (form.hasQuotes && text[end] === '"') return quotedRecordAt(text, start, form, isWhole);
  if (end === text.length && !isWhole) return undefined;
  const source = ownText(text.slice(start, end));
  return {
    cells: source.split(form.separator),
    source,
    next: afterLineBreak(text, end),
    isQuoted: false,
  };
}

function quotedRecordAt(
  text: string,
  start: number,
  { separator }: TableForm,
  isWhole: boolean,
): TableRecord | undefined {
  const cells: string[] = [];
  const sourceTo = (end: number) => ownText(text.slice(start, end));
  let lineEnd = -1;
  for (let at = start; ; ) {
    const isQuoted = text[at] === '"';
    const closed = isQuoted ? endOfQuoted(text, at) : at;
    if (closed === undefined) {
      if (!isWhole) return undefined;
      const end = text.length;
      return { cells, source: sourceTo(end), next: end, isQuoted, problem: 'unclosedQuote' };
    }
    // Not looked for at each cell: there may be very many.
    if (lineEnd < closed) lineEnd = endOfLine(text, closed);
    const rest = text.slice(closed, lineEnd);
    const separated = isQuoted ? (rest.startsWith(separator) ? 0 : -1) : rest.indexOf(separator);
    const end = separated < 0 ? (isQuoted ? closed : lineEnd) : closed + separated;
    if (lineEnd === text.length && !isWhole) return undefined;
    if (separated < 0 && end < lineEnd) {
      const next = afterLineBreak(text, lineEnd);
      const source = sourceTo(lineEnd);
      return { cells, source, next, isQuoted: true, problem: 'textAfterQuote' };
    }
    const cell = isQuoted ? text.slice(at + 1, end - 1).replaceAll('""', '"') : text.slice(at, end);
    cells.push(ownText(cell));
    if (separated < 0) {
      const source = sourceTo(end);
      return { cells, source, next: afterLineBreak(text, end), isQuoted: true };
    }
    at = end + separator.length;
  }
}

/** Behind the closing quotation mark. */
function endOfQuoted(text: string, open: number): number | undefined {
  for (let at = open + 1; ; at += 2) {
    at = text.indexOf('"', at);
    if (at < 0) return undefined;
    if (text[at + 1] !== '"') return at + 1;
  }
}

function endOfLine(text: string, start: number): number {
  lineBreakOrEnd.lastIndex = start;
  return lineBreakOrEnd.exec(text)?.index ?? text.length;
}

function afterLineBreak(text: string, end: number): number {
  if (end >= text.length) return text.length;
  return text.startsWith('\r\n', end) ? end + 2 : end + 1;
}
