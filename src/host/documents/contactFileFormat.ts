import type * as vscode from 'vscode';
import type { ContactFileFormat } from '../../core/transfer/contactFile.ts';

const endings: readonly (readonly [string, ContactFileFormat])[] = [
  ['.contact.json', 'contact'],
  ['.contacts.json', 'contacts'],
  ['.contacts.ndjson', 'ndjson'],
];

/** What a file of contacts holds, by its name; undefined for any other file. */
export function contactFileFormat(uri: vscode.Uri): ContactFileFormat | undefined {
  return endings.find(([ending]) => uri.path.toLowerCase().endsWith(ending))?.[1];
}
