import type * as vscode from 'vscode';
import { formatOf } from './contactLanguages.ts';

/** The JSON text around a place: the whole document, or its one contact where it has many. */
export interface JsonScope {
  readonly text: string;
  /** The document's line at which the scope begins. */
  readonly startLine: number;
  readonly isList: boolean;
  /** Whether it is one of the contacts of the document, in lines of its own. */
  readonly isElement: boolean;
}

/** A list of more lines than this is not read as a whole with each key that is pressed. */
const longList = 2000;

export function scopeAt(document: vscode.TextDocument, line: number): JsonScope {
  const format = formatOf(document);
  if (format === 'ndjson') return elementScope(document, line, line);
  return (
    (isLongList(document) ? elementAt(document, line) : undefined) ?? {
      text: document.getText(),
      startLine: 0,
      isList: format === 'contacts',
      isElement: false,
    }
  );
}

/** The scopes of a whole document; empty lines are none. */
export function* scopesOf(document: vscode.TextDocument): Generator<JsonScope> {
  const isLong = isLongList(document);
  if (formatOf(document) !== 'ndjson' && !isLong) {
    yield scopeAt(document, 0);
    return;
  }
  for (let line = 0; line < document.lineCount; line += 1) {
    const scope = isLong ? elementFrom(document, line) : elementScope(document, line, line);
    if (!scope || scope.text.trim() === '') continue;
    yield scope;
  }
}

function isLongList(document: vscode.TextDocument): boolean {
  return document.lineCount > longList && formatOf(document) === 'contacts';
}

/** The contact of a long list that a line belongs to, if the list is laid out as we write it. */
function elementAt(document: vscode.TextDocument, line: number): JsonScope | undefined {
  for (let first = line; first >= 0; first -= 1) {
    const scope = elementFrom(document, first);
    if (scope) return scope;
  }
  return undefined;
}

/** The contact of a list that begins on this line, as we write it: brackets two spaces in, the rest deeper. */
function elementFrom(document: vscode.TextDocument, first: number): JsonScope | undefined {
  if (document.lineAt(first).text.trimEnd() !== '  {') return undefined;
  let last = first + 1;
  while (last < document.lineCount && document.lineAt(last).text.startsWith('   ')) last += 1;
  return elementScope(document, first, Math.min(last, document.lineCount - 1));
}

function elementScope(document: vscode.TextDocument, first: number, last: number): JsonScope {
  const lines = Array.from(
    { length: last - first + 1 },
    (_, index) => document.lineAt(first + index).text,
  );
  // The comma after a contact is none of it.
  const text = first === last ? lines.join('\n') : lines.join('\n').replace(/,\s*$/, '');
  return { text, startLine: first, isList: false, isElement: true };
}
