import * as vscode from 'vscode';
import { type AccountId, readAccountId } from '../../core/accountId.ts';
import type { ContactFileFormat } from '../../core/transfer/contactFile.ts';

/** The scheme of texts of several contacts that are edited together. */
export const selectionScheme = 'wazzup-edit';

/** How the contacts of such a text stand in it: one a line, or as an array with one field a line. */
export const selectionFormats = ['ndjson', 'contacts'] as const;

export type SelectionFormat = Extract<ContactFileFormat, (typeof selectionFormats)[number]>;

const extensions: Readonly<Record<SelectionFormat, string>> = {
  ndjson: '.contacts.ndjson',
  contacts: '.contacts.json',
};

/**
 * The address of a text: `wazzup-edit:/<accountId>/<token>/<title>.contacts.ndjson`.
 * @param token no other text has it, not even one that VS Code restores from an earlier session
 */
export function selectionUri(
  accountId: AccountId,
  token: string,
  { title, format }: { readonly title: string; readonly format: SelectionFormat },
): vscode.Uri {
  const name = `${title.replace(/[\\/]/g, '_')}${extensions[format]}`;
  return vscode.Uri.from({ scheme: selectionScheme, path: `/${accountId}/${token}/${name}` });
}

/** What `uri` names; undefined if it is not the address of such a text. */
export function parseSelectionUri(
  uri: vscode.Uri,
): { readonly accountId: AccountId; readonly format: SelectionFormat } | undefined {
  const format = selectionFormats.find((one) => uri.path.endsWith(extensions[one]));
  const accountId = readAccountId(uri.path.split('/')[1] ?? '');
  return uri.scheme === selectionScheme && format && accountId ? { accountId, format } : undefined;
}
