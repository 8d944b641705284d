import type * as vscode from 'vscode';
import { formatOf } from './contactLanguages.ts';

/** The JSON text around a place: the whole document, or its one line where each line is a contact. */
export interface JsonScope {
  readonly text: string;
  /** The document's line at which the scope begins. */
  readonly startLine: number;
  readonly isList: boolean;
  /** One line of a document of which each line is a contact. */
  readonly isLine: boolean;
}

export function scopeAt(document: vscode.TextDocument, line: number): JsonScope {
  const format = formatOf(document);
  return format === 'ndjson'
    ? { text: document.lineAt(line).text, startLine: line, isList: false, isLine: true }
    : { text: document.getText(), startLine: 0, isList: format === 'contacts', isLine: false };
}

/** The scopes of a whole document; empty lines are none. */
export function scopesOf(document: vscode.TextDocument): readonly JsonScope[] {
  if (formatOf(document) !== 'ndjson') return [scopeAt(document, 0)];
  return Array.from({ length: document.lineCount }, (_, line) => scopeAt(document, line)).filter(
    ({ text }) => text.trim() !== '',
  );
}
