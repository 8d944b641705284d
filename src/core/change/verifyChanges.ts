import { ApiError } from '../api/apiError.ts';
import type { CallOptions } from '../api/connection.ts';
import { mapById } from '../book/mapById.ts';
import type { ReadSoFar } from '../book/readContacts.ts';
import { TimeSlices } from '../book/timeSlices.ts';
import type { Clock } from '../ports.ts';
import { type ChangeItem, isUpsert } from './changeSet.ts';
import { judgeItem, settleUnchanged, settleUnread } from './judgeItem.ts';
import type { Outcome } from './outcome.ts';
import { readItems } from './readItems.ts';
import type { RoadAccount } from './roadAccount.ts';
import type { SentItem } from './sentItem.ts';
import { uninterrupted } from './uninterrupted.ts';

/**
 * Pauses in ms before what does not show its change yet is read again: 8 s in all. That a written contact may
 * be missing from the next reading was seen on the live API; for how long is undocumented.
 */
const pauses = [200, 400, 800, 1600, 2500, 2500];

/**
 * Reads back what was sent, with patience, and says what became of each item. Never rejects: what cannot be
 * read is `unknown`. A cancelled `call.signal` ends the patience, not the reading: what was sent is told.
 */
export async function verifyChanges(
  sent: readonly SentItem[],
  account: RoadAccount,
  clock: Clock,
  call: CallOptions,
  onProgress: (done: number) => void,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  let waiting = sent;
  const slices = new TimeSlices();
  for (let attempt = 0; waiting.length > 0; attempt += 1) {
    const look = await lookAt(waiting, account, uninterrupted(call));
    const pause = pauses[attempt] ?? Number.POSITIVE_INFINITY;
    const isLast =
      call.signal.aborted || clock.now() + pause >= (call.deadline ?? Number.MAX_VALUE);
    const open: SentItem[] = [];
    for (const item of waiting) {
      await slices.next();
      const outcome = settle(item, look, isLast);
      if (outcome) outcomes.push(outcome);
      else open.push(item);
    }
    waiting = open;
    onProgress(outcomes.length);
    if (waiting.length > 0) await waitUnlessAborted(clock, pause, call.signal);
  }
  return outcomes;
}

async function lookAt(
  sent: readonly SentItem[],
  account: RoadAccount,
  call: CallOptions,
): Promise<ReadSoFar> {
  const items = sent.map(({ item }) => item);
  const deletions = items.filter((item) => !isUpsert(item));
  const gone = await mapById(deletions, new TimeSlices());
  const contactsOf = ({ after, before }: ChangeItem) =>
    [after, before].filter((one) => one !== undefined);
  return await readItems(items, account, { gone, contactsOf }, call);
}

/** The outcome, or undefined while looking again may tell more. */
function settle(sent: SentItem, look: ReadSoFar, isLast: boolean): Outcome | undefined {
  const { id } = sent.item;
  const seen = look.found.get(id);
  if (!seen && !look.missing.has(id)) {
    return isLast || isFinal(look.failure) ? settleUnread(sent, look.failure?.error) : undefined;
  }
  const outcome = judgeItem(sent, seen);
  // What was refused by itself is not waited for: no delay would explain that it does not show.
  return outcome ?? (isLast || sent.answer === 'refused' ? settleUnchanged(sent, seen) : undefined);
}

/** Core/api has tried all else again itself; an unreadable answer it takes for final, but that may pass. */
function isFinal(failure: ReadSoFar['failure']): boolean {
  if (!failure) return false;
  return !(failure.error instanceof ApiError && failure.error.reason === 'badResponse');
}

/** A cancelled wait is no failure here: the next look is the last one then. */
async function waitUnlessAborted(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  await clock.sleep(ms, signal).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
