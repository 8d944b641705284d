import { toWritable } from '../contact/writableContact.ts';
import type { ChangeItem, ChangeSet } from './changeSet.ts';
import type { OperationRecord, RecordedItem } from './operationRecord.ts';

/** What of an interrupted operation is not known to be done. The guard finds what has arrived all the same. */
export function planRest({ accountId, operation, items }: OperationRecord): ChangeSet {
  const open = items.filter(({ state }) => state === 'waiting' || state === 'sent');
  return { accountId, operation, items: open.flatMap(itemOf) };
}

function itemOf({ id, before, after }: RecordedItem): readonly ChangeItem[] {
  if (!after) return before ? [{ id, before }] : [];
  const writable = toWritable(after);
  return 'contact' in writable ? [{ id, ...(before && { before }), after: writable.contact }] : [];
}
