import * as l10n from '@vscode/l10n';
import { type Node, parseTree } from 'jsonc-parser';
import { isObject } from '../contact/contact.ts';
import { readJson } from '../contact/parseContactText.ts';
import type { FileProblem } from './fileProblem.ts';
import type { TextLines } from './textLines.ts';

/** What a file holds: one contact, an array of contacts, or one contact a line. */
export type ContactFileFormat = 'contact' | 'contacts' | 'ndjson';

/** A JSON value that stands where a contact is expected. */
export interface ContactElement {
  readonly value: unknown;
  /** Its place in the text; the offsets within count from `base`. */
  readonly node: Node;
  /** Where the text that `node` was read from begins within the file. */
  readonly base: number;
  /** JSON pointer to it within the file; "" where it is the whole file or a whole line. */
  readonly pointer: string;
}

/** What was found in a file, in its order. */
export interface ContactElements {
  readonly elements: readonly ContactElement[];
  /** Why the file, or lines of NDJSON, cannot be read: errors all. */
  readonly problems: readonly FileProblem[];
}

/** The elements of a file. Broken JSON yields none of the file; in NDJSON, none of its line. */
export function contactElements(
  text: string,
  format: ContactFileFormat,
  lines: TextLines,
): ContactElements {
  // A byte order mark is white space here, so that offsets stay those of the text.
  const json = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  if (format === 'ndjson') return elementsOfLines(json, lines);
  if (json.trim() === '') return refused(lines, 0, l10n.t('The file is empty.'));
  const read = readElement(json, 0, lines);
  if ('problems' in read) return { elements: [], problems: read.problems };
  return format === 'contact' ? elementOfCard(read, lines) : elementsOfArray(read, lines);
}

function elementOfCard(read: ContactElement, lines: TextLines): ContactElements {
  if (!Array.isArray(read.value)) return { elements: [read], problems: [] };
  return refused(
    lines,
    read.node.offset,
    l10n.t('This is a list, but a *.contact.json file holds one contact: name it *.contacts.json.'),
  );
}

function elementsOfArray(read: ContactElement, lines: TextLines): ContactElements {
  const { value, node } = read;
  if (Array.isArray(value)) {
    const elements = (node.children ?? []).map((child, index) => ({
      value: value[index] as unknown,
      node: child,
      base: 0,
      pointer: `/${index}`,
    }));
    return { elements, problems: [] };
  }
  const isAnswer = isObject(value) && Array.isArray(value['data']);
  return refused(
    lines,
    node.offset,
    isAnswer
      ? l10n.t('This is an answer of the API: keep only the list in brackets that is its "data".')
      : l10n.t('A *.contacts.json file holds a list: put the contacts into brackets, [ … ].'),
  );
}

function elementsOfLines(json: string, lines: TextLines): ContactElements {
  const elements: ContactElement[] = [];
  const problems: FileProblem[] = [];
  lines.starts.forEach((start, index) => {
    // Without its line break, so that what is missing at the end is missed on this line.
    const line = json.slice(start, lines.starts[index + 1]).trimEnd();
    if (line === '') return;
    const read = readElement(line, start, lines);
    if ('problems' in read) for (const problem of read.problems) problems.push(problem);
    else elements.push(read);
  });
  return { elements, problems };
}

function readElement(
  json: string,
  base: number,
  lines: TextLines,
): ContactElement | { readonly problems: readonly FileProblem[] } {
  const read = readJson(json);
  if ('syntax' in read) {
    const problems = read.syntax.map(
      ({ offset, length, message }): FileProblem => ({
        ...lines.range(base + offset, length),
        severity: 'error',
        message,
      }),
    );
    return { problems };
  }
  const node = parseTree(json);
  return node
    ? { value: read.value, node, base, pointer: '' }
    : refused(lines, base, l10n.t('The file is empty.'));
}

function refused(lines: TextLines, offset: number, message: string): ContactElements {
  return { elements: [], problems: [{ ...lines.range(offset, 1), severity: 'error', message }] };
}
