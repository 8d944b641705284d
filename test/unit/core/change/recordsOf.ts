import { operationIdOf } from '../../../../src/core/change/journal.ts';
import { type OperationRecord, readRecord } from '../../../../src/core/change/operationRecord.ts';
import type { WriteWorld } from './writeWorld.ts';

/** What the journal tells: the operations in the order in which they were begun. */
export function recordsOf({ storage }: Pick<WriteWorld, 'storage'>): readonly OperationRecord[] {
  return [...storage.files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([file, text]) => readRecord(operationIdOf(file) ?? '', text) ?? []);
}
