import * as l10n from '@vscode/l10n';
import { isObject } from '../contact/contact.ts';
import { readJson } from '../contact/parseContactText.ts';
import { arrayParts, type TextPart } from './arrayParts.ts';
import type { FileProblem } from './fileProblem.ts';
import type { TextLines } from './textLines.ts';

/** What a file holds: one contact, an array of contacts, or one contact a line. */
export type ContactFileFormat = 'contact' | 'contacts' | 'ndjson';

/** A JSON value that stands where a contact is expected. */
export interface ContactElement {
  readonly value: unknown;
  /** Its text, with nothing around it. */
  readonly json: string;
  /** Where that begins within the file, in UTF-16 code units. */
  readonly offset: number;
  /** JSON pointer to it within the file; "" where it is the whole file or a whole line. */
  readonly pointer: string;
}

/** What a file holds beside its elements. */
export interface Unreadable {
  /** Why the file, or lines of NDJSON, cannot be read: errors all. */
  readonly problems: readonly FileProblem[];
  /** Whether the elements are to be dropped: they are of a text that is broken as a whole. */
  readonly isBroken: boolean;
}

/** In steps of a few milliseconds at most, of which some bring an element. */
export type Elements = Generator<ContactElement | undefined, Unreadable>;

/** Of an array that is broken somewhere so much is looked at from the element on before that, in UTF-16 code units. */
const brokenLength = 65_536;

/** The elements of a file, in its order. Broken JSON yields none of the file; in NDJSON, none of its line. */
export function* contactElements(
  text: string,
  format: ContactFileFormat,
  lines: TextLines,
): Elements {
  // A byte order mark is white space here, so that offsets stay those of the text.
  const json = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  if (format === 'ndjson') return yield* elementsOfLines(json, lines);
  if (json.trim() === '') return refused(lines, 0, l10n.t('The file is empty.'));
  if (format === 'contacts' && json.trimStart().startsWith('[')) {
    return yield* elementsOfArray(json, lines);
  }
  const read = readElement(json, 0, lines);
  if ('problems' in read) return { problems: read.problems, isBroken: true };
  if (format === 'contacts') return noArray(read, lines);
  if (Array.isArray(read.value)) return noCard(read, lines);
  yield read;
  return { problems: [], isBroken: false };
}

/** Each element is read by itself, so that the reading of a long list can be interrupted. */
function* elementsOfArray(json: string, lines: TextLines): Elements {
  const found = yield* arrayParts(json);
  if ('wrongFrom' in found) return broken(json, found.wrongFrom, lines);
  const problems: FileProblem[] = [];
  for (const [index, { start, end }] of found.parts.entries()) {
    const read = readElement(json.slice(start, end), start, lines, 1);
    if ('value' in read) yield { ...read, pointer: `/${index}` };
    else for (const problem of read.problems) problems.push(problem);
  }
  return { problems, isBroken: problems.length > 0 };
}

/** What is wrong with an array: near the element that was begun last, as far as that tells. */
function broken(json: string, last: TextPart | undefined, lines: TextLines): Unreadable {
  if (last && json.length > brokenLength) {
    const part = `[${json.slice(last.start, last.start + brokenLength)}`;
    const isToEnd = last.start + brokenLength >= json.length;
    const read = readElement(part, last.start - 1, lines);
    const cut = last.start - 1 + part.length;
    const problems =
      'problems' in read ? read.problems.filter((one) => isToEnd || one.offset < cut - 1) : [];
    if (problems.length > 0) return { problems, isBroken: true };
  }
  const read = readElement(json, 0, lines);
  return 'problems' in read
    ? { problems: read.problems, isBroken: true }
    : refused(lines, 0, l10n.t('This is not valid JSON.'));
}

function noArray({ value, offset }: ContactElement, lines: TextLines): Unreadable {
  const isAnswer = isObject(value) && Array.isArray(value['data']);
  return refused(
    lines,
    offset,
    isAnswer
      ? l10n.t('This is an answer of the API: keep only the list in brackets that is its "data".')
      : l10n.t('A *.contacts.json file holds a list: put the contacts into brackets, [ … ].'),
  );
}

function noCard({ offset }: ContactElement, lines: TextLines): Unreadable {
  return refused(
    lines,
    offset,
    l10n.t('This is a list, but a *.contact.json file holds one contact: name it *.contacts.json.'),
  );
}

function* elementsOfLines(json: string, lines: TextLines): Elements {
  const problems: FileProblem[] = [];
  for (const [index, start] of lines.starts.entries()) {
    // Without its line break, so that what is missing at the end is missed on this line.
    const line = json.slice(start, lines.starts[index + 1]).trimEnd();
    if (line === '') continue;
    const read = readElement(line, start, lines);
    if ('value' in read) yield read;
    else for (const problem of read.problems) problems.push(problem);
  }
  return { problems, isBroken: false };
}

function readElement(
  json: string,
  base: number,
  lines: TextLines,
  around = 0,
): ContactElement | { readonly problems: readonly FileProblem[] } {
  const read = readJson(json, around);
  if ('value' in read) {
    const start = json.length - json.trimStart().length;
    return { value: read.value, json: json.trim(), offset: base + start, pointer: '' };
  }
  const problems = read.syntax.map(
    ({ offset, length, message }): FileProblem => ({
      ...lines.range(base + offset, length),
      severity: 'error',
      message,
    }),
  );
  return { problems };
}

function refused(lines: TextLines, offset: number, message: string): Unreadable {
  return { problems: [{ ...lines.range(offset, 1), severity: 'error', message }], isBroken: true };
}
