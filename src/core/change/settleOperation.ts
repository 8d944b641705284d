import type { Storage } from '../ports.ts';
import { journalFile } from './journal.ts';
import { encodeLine, type JournalClaim, type JournalLine } from './journalLine.ts';
import { type Holder, type OperationRecord, readLongRecord } from './operationRecord.ts';

/**
 * What came of the wish to settle an operation that was left unfinished. `open`: it is so still; `taken`: another
 * process is at it; `settledBefore`: another one has settled it; `gone`: its file was erased.
 */
export type Settlement = 'settled' | 'open' | 'taken' | 'settledBefore' | 'gone';

/** Who wants to settle it, and how to tell whether others are still at it. */
export interface Settler {
  readonly claim: Omit<JournalClaim, 'kind'>;
  /** Whether somebody else has the operation in hand: not if that process has ended, or has given it up. */
  readonly isHeldBy: (holder: Holder) => boolean;
  /** The time at which it is settled. */
  readonly now: () => number;
}

/**
 * Lets one of several processes settle an operation that was left unfinished: writes a claim into its file, reads back,
 * and calls `work` only if nobody else who is still there was first. `work` gets the operation as it is by then and
 * tells whether it is settled: then it is finished, else its claim is released, so that it can be settled later.
 * Rejects as `work` does, or with the system's error if the file cannot be written or read; `work` may be done then.
 */
export async function settleOperation(
  storage: Storage,
  operationId: string,
  { claim, isHeldBy, now }: Settler,
  work: (record: OperationRecord) => Promise<boolean>,
): Promise<Settlement> {
  const file = journalFile(operationId);
  const release = () => addUnlessErased(storage, file, { kind: 'release', claim: claim.claim });

  await addUnlessErased(storage, file, { kind: 'claim', ...claim });
  const record = await readLongRecord(operationId, (await storage.read(file)) ?? '');
  if (!record) {
    // If it was erased just now, the claim has made a file without a beginning.
    await storage.remove(file);
    return 'gone';
  }
  if (record.isFinished) return 'settledBefore';
  const first = record.holders.find((one) => one.claim === claim.claim || isHeldBy(one));
  if (first?.claim !== claim.claim) {
    await release();
    return 'taken';
  }
  let isSettled = false;
  try {
    isSettled = await work(record);
  } finally {
    if (!isSettled) await release();
  }
  if (!isSettled) return 'open';
  await addUnlessErased(storage, file, { kind: 'end', time: now() });
  return 'settled';
}

/** A file that was erased is not made anew. On a line of its own: the last one may have been cut off. */
async function addUnlessErased(storage: Storage, file: string, line: JournalLine): Promise<void> {
  if ((await storage.read(file)) === undefined) return;
  await storage.append(file, `\n${encodeLine(line)}`);
}
