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
  const open = openCards(accountId);
  const concerned = items.filter((item) => !isUpsert(item) || open.has(item.id));
  if (concerned.length === 0) return;
  const ids = new Set(concerned.map(({ id }) => id));
  const kinds = new Map(
    outcomes.filter(({ id }) => ids.has(id)).map(({ id, kind }) => [id, kind] as const),
  );
  const uris = (ended: readonly Outcome['kind'][], wanted: (item: ChangeItem) => boolean) =>
    concerned
      .filter((item) => ended.includes(kinds.get(item.id) ?? 'notStarted') && wanted(item))
      .map(({ id }) => contactUri(accountId, id));
  files.created(uris(['done'], (item) => isUpsert(item) && !item.before));
  files.reload(uris(['done', 'unknown'], (item) => isUpsert(item) && item.before !== undefined));
  files.deleted(uris(['done', 'notFound'], (item) => !isUpsert(item)));
}

/** The ids of an account's contacts whose cards are open: of a million that were changed hardly one is. */
function openCards(accountId: AccountId): ReadonlySet<string> {
  const addresses = vscode.workspace.textDocuments.map(({ uri }) => parseContactUri(uri));
  return new Set(
    addresses.flatMap((address) => (address?.accountId === accountId ? [address.id] : [])),
  );
}
