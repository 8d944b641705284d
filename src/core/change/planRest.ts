import { toWritable } from '../contact/writableContact.ts';
import { type ChangeItem, type ChangeSet, deletesLast } from './changeSet.ts';
import type { OperationRecord } from './operationRecord.ts';
import type { ReportedItem } from './reportedOperation.ts';

/**
 * What of an interrupted operation is not known to be done. The guard finds what has arrived all the same. What deletions
 * wait for is looked at again in any case.
 */
export function planRest(record: OperationRecord): ChangeSet {
  const { accountId, operation, operationId, undoes, file, items } = record;
  const open = items.filter(
    ({ state, after }) =>
      state === 'waiting' || state === 'sent' || (after && deletesLast({ operation })),
  );
  return {
    accountId,
    operation,
    continues: operationId,
    ...(undoes !== undefined && { undoes }),
    ...(file && { file }),
    items: open.flatMap(itemOf),
  };
}

function itemOf({ id, before, after }: ReportedItem): readonly ChangeItem[] {
  if (!after) return before ? [{ id, before }] : [];
  const writable = toWritable(after);
  return 'contact' in writable ? [{ id, ...(before && { before }), after: writable.contact }] : [];
}
