import * as l10n from '@vscode/l10n';
import { type Node, parseTree } from 'jsonc-parser';
import { isObject } from '../contact/contact.ts';
import { readJson } from '../contact/parseContactText.ts';
import type { TextLines, TextRange } from './textLines.ts';

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

/** Why a file, or a line of NDJSON, cannot be read as contacts at all. */
export interface FileSyntaxProblem extends TextRange {
  readonly message: string;
}

export interface ContactElements {
  readonly elements: readonly ContactElement[];
  readonly syntax: readonly FileSyntaxProblem[];
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
  if ('syntax' in read) return { elements: [], syntax: read.syntax };
  return format === 'contact' ? elementOfCard(read, lines) : elementsOfArray(read, lines);
}

function elementOfCard(read: ContactElement, lines: TextLines): ContactElements {
  if (!Array.isArray(read.value)) return { elements: [read], syntax: [] };
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
    return { elements, syntax: [] };
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
  const syntax: FileSyntaxProblem[] = [];
  lines.starts.forEach((start, index) => {
    const line = json.slice(start, lines.starts[index + 1]);
    if (line.trim() === '') return;
    const read = readElement(line, start, lines);
    if ('syntax' in read) syntax.push(...read.syntax);
    else elements.push(read);
  });
  return { elements, syntax };
}

function readElement(
  json: string,
  base: number,
  lines: TextLines,
): ContactElement | { readonly syntax: readonly FileSyntaxProblem[] } {
  const read = readJson(json);
  if ('syntax' in read) {
    const syntax = read.syntax.map(({ offset, length, message }) => ({
      ...lines.range(base + offset, length),
      message,
    }));
    return { syntax };
  }
  const node = parseTree(json, [], { disallowComments: true });
  return { value: read.value, node: node ?? emptyNode, base, pointer: '' };
}

/** Never seen: what has a value has a place. */
const emptyNode: Node = { type: 'null', offset: 0, length: 0 };

function refused(lines: TextLines, offset: number, message: string): ContactElements {
  return { elements: [], syntax: [{ ...lines.range(offset, 1), message }] };
}
