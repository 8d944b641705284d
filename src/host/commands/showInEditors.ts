import { type ChangeItem, type ChangeSet, isUpsert } from '../../core/change/changeSet.ts';
import type { Outcome } from '../../core/change/outcome.ts';
import { contactUri } from '../documents/contactUri.ts';
import type { CommandServices } from './commandServices.ts';

/** Lets open cards show what a change set has done, or may have done, to their contacts. */
export function showInEditors(
  { files }: CommandServices,
  { accountId, items }: ChangeSet,
  outcomes: readonly Outcome[],
): void {
  const kinds = new Map(outcomes.map(({ id, kind }) => [id, kind]));
  const uris = (ended: readonly Outcome['kind'][], wanted: (item: ChangeItem) => boolean) =>
    items
      .filter((item) => ended.includes(kinds.get(item.id) ?? 'notStarted') && wanted(item))
      .map(({ id }) => contactUri(accountId, id));
  files.created(uris(['done'], (item) => isUpsert(item) && !item.before));
  files.reload(uris(['done', 'unknown'], (item) => isUpsert(item) && item.before !== undefined));
  files.deleted(uris(['done', 'notFound'], (item) => !isUpsert(item)));
}
