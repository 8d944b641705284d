import { operationTimeOf } from './journal.ts';
import type { OperationRecord } from './operationRecord.ts';

/** A file that tells of no operation may be one that a window is just beginning: it is left for so long (ms). */
const beginningMs = 3_600_000;

/**
 * Whether a journal's file is to be erased: an operation that began before `oldest`, or what is left of one that never
 * came to its first request. Other files are not.
 *
 * @param record what the file tells; undefined if that is nothing
 * @param oldest in milliseconds since 1970, like `now`
 */
export function isOutdated(
  operationId: string,
  record: OperationRecord | undefined,
  { oldest, now }: { readonly oldest: number; readonly now: number },
): boolean {
  if (record) return record.time < oldest;
  const time = operationTimeOf(operationId);
  return time !== undefined && time < now - beginningMs;
}
