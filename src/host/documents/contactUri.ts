import * as vscode from 'vscode';
import { type AccountId, readAccountId } from '../../core/accountId.ts';
import { decodeContactId, encodeContactId } from './contactIdCoding.ts';

/** The scheme of contact documents. */
export const contactScheme = 'wazzup';

/** How the name of a document with one contact ends, in an account and on disk. */
export const contactExtension = '.contact.json';

/** The address of a contact's document: `wazzup:/<accountId>/<encoded contact id>.contact.json`. */
export function contactUri(accountId: AccountId, id: string): vscode.Uri {
  return vscode.Uri.from({
    scheme: contactScheme,
    path: `/${accountId}/${encodeContactId(id)}${contactExtension}`,
  });
}

/** The account and contact that `uri` names, or undefined if it is not the address of a contact. */
export function parseContactUri(
  uri: vscode.Uri,
): { readonly accountId: AccountId; readonly id: string } | undefined {
  if (uri.scheme !== contactScheme || !uri.path.endsWith(contactExtension)) return undefined;
  const [, account = '', name, ...rest] = uri.path.split('/');
  const accountId = readAccountId(account);
  if (!accountId || name === undefined || rest.length > 0) return undefined;
  const id = decodeContactId(name.slice(0, -contactExtension.length));
  return id === undefined ? undefined : { accountId, id };
}
