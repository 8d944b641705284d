import * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import { type ChangeItem, type ChangeSet, isUpsert } from '../../core/change/changeSet.ts';
import type { Outcome } from '../../core/change/outcome.ts';
import { contactUri, parseContactUri } from '../documents/contactUri.ts';
import type { CommandServices } from './commandServices.ts';

/** Lets open cards show what a change set has done, or may have done, to their contacts. */
export function showInEditors(
  { files }: CommandServices,
  { accountId, items }: ChangeSet,
  outcomes: readonly Outcome[],
): void {
  const kinds = new Map(outcomes.map(({ id, kind }) => [id, kind]));
  const open = openCards(accountId);
  const uris = (ended: readonly Outcome['kind'][], wanted: (item: ChangeItem) => boolean) =>
    items
      .filter((item) => ended.includes(kinds.get(item.id) ?? 'notStarted') && wanted(item))
      .map(({ id }) => contactUri(accountId, id));
  const isWritten = (item: ChangeItem) => isUpsert(item) && open.has(item.id);
  files.created(uris(['done'], (item) => isWritten(item) && !item.before));
  files.reload(uris(['done', 'unknown'], (item) => isWritten(item) && item.before !== undefined));
  files.deleted(uris(['done', 'notFound'], (item) => !isUpsert(item)));
}

/** The ids of an account's contacts whose cards are open: of a million that were changed hardly one is. */
function openCards(accountId: AccountId): ReadonlySet<string> {
  const addresses = vscode.workspace.textDocuments.map(({ uri }) => parseContactUri(uri));
  return new Set(
    addresses.flatMap((address) => (address?.accountId === accountId ? [address.id] : [])),
  );
}
