import type { AccountId } from '../accountId.ts';
import { ApiError } from '../api/apiError.ts';
import type { CallOptions } from '../api/connection.ts';
import { IdMap } from '../book/idMap.ts';
import { mapById } from '../book/mapById.ts';
import { TimeSlices } from '../book/timeSlices.ts';
import type { Clock, Logger } from '../ports.ts';
import { type ChangeItem, type ChangeSet, deletesLast, isUpsert } from './changeSet.ts';
import { type Guarded, guardChanges } from './guardChanges.ts';
import type { Journal, JournalEntry } from './journal.ts';
import type { Outcome } from './outcome.ts';
import type { RoadAccount } from './roadAccount.ts';
import { sendChanges } from './sendChanges.ts';
import { teachBook } from './teachBook.ts';
import { verifyChanges } from './verifyChanges.ts';
import { WithheldError } from './withheldError.ts';

/** What applying a change set needs from outside. */
export interface Road {
  /** The account to write to is looked up by the change set's own account id, and by nothing else. */
  accountOf(accountId: AccountId): RoadAccount;
  /** Holds what is about to change before the first of it is sent. */
  readonly journal: Journal;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * How far a change set is: told when the guard begins and ends, after each chunk that was sent, and after each look
 * back.
 */
export interface Progress {
  readonly step: 'guard' | 'send' | 'verify';
  /** Contacts that are through this step, of `total`; a step gets those only that the one before it let pass. */
  readonly done: number;
  readonly total: number;
}

/**
 * `signal` takes effect before the first request and between the requests that write: what is in flight
 * ends and is read back. `deadline` (clock time in ms) bounds guard, send and verify together.
 */
export interface ApplyOptions extends CallOptions {
  readonly onProgress?: (progress: Progress) => void;
  /** Told before the first request that writes under which id the history has the operation; not if it keeps none. */
  readonly onKept?: (operationId: string) => void;
}

/** At most this long of the time left is kept for reading back what was sent; at most a quarter of it. */
const verifyMs = 8000;

/**
 * Carries out a change set: guard, journal, send, verify. The only way to write to an account. Where deletions wait for
 * what is written (`deletesLast`), they are guarded once more, sent and verified after that.
 * The account's book learns at once what was seen on the way. For an account that is read-only nothing is read or kept.
 * @returns one outcome an item, in the order of the items. It never rejects for what the network, the server
 *   or the user does: that is told by the outcomes.
 * @throws RangeError if the change set names an id twice.
 */
export async function applyChangeSet(
  changeSet: ChangeSet,
  road: Road,
  call: ApplyOptions,
): Promise<readonly Outcome[]> {
  const { accountId, operation, items } = changeSet;
  // What was sent is told, whoever cancels: this calls nothing off.
  const slices = new TimeSlices();
  if ((await mapById(items, slices)).size < items.length) {
    throw new RangeError('A change set names each contact once.');
  }
  const { clock, logger } = road;
  const account = road.accountOf(accountId);
  const facts = { account: accountId, operation, contacts: items.length };
  if (account.connection.isReadOnly) {
    logger.info('Refused a change set of a read-only account', facts);
    return notStarted(items, new ApiError('readOnly'));
  }
  const startedAt = clock.now();
  logger.info('Applying a change set', facts);

  const looked = await guard(items, account, call);
  const guarded = await keep(changeSet, withholdIfChanged(changeSet, looked), road.journal);
  if (guarded.entry?.operationId !== undefined) call.onKept?.(guarded.entry.operationId);
  const sentAt = new IdMap<number>();
  const send = async (ready: readonly ChangeItem[]) =>
    await sendAndVerify(ready, account, clock, call, async (ids) => {
      await guarded.entry?.sending(ids);
      for (const id of ids) sentAt.set(id, account.book.mark);
    });
  const sent = deletesLast(changeSet)
    ? await sendInOrder(guarded, send, (deletions) => guard(deletions, account, call))
    : await send(guarded.ready);

  const outcomes = await inOrder(items, [...guarded.outcomes, ...sent], slices);
  await guarded.entry?.end(outcomes);
  account.unseen.learn(items, outcomes);
  await teachBook(account.book, { items, outcomes, sentAt }, slices);
  logger.info('Applied a change set', {
    ...facts,
    ...countsOf(outcomes),
    ms: clock.now() - startedAt,
  });
  return outcomes;
}

/** Nothing has changed yet, and all that is about to change is known. What cannot be kept is not started. */
async function keep(
  changeSet: ChangeSet,
  guarded: Guarded,
  journal: Journal,
): Promise<Guarded & { readonly entry?: JournalEntry }> {
  const { ready, outcomes } = guarded;
  if (ready.length === 0 && !isKeptUnsent(changeSet)) return guarded;
  try {
    return { ...guarded, entry: await journal.begin(changeSet, ready, outcomes) };
  } catch (error) {
    return { ready: [], outcomes: [...outcomes, ...notStarted(ready, error)] };
  }
}

/** Whether the history names an operation of which nothing is sent. A card that was not saved is still in its editor. */
function isKeptUnsent({ operation, items }: ChangeSet): boolean {
  return operation !== 'save' && items.length > 0;
}

/** As `guardChanges`; if the contacts cannot be read, nothing is started. */
async function guard(
  items: readonly ChangeItem[],
  account: RoadAccount,
  call: ApplyOptions,
): Promise<Guarded> {
  const progress = { step: 'guard', total: items.length } as const;
  call.onProgress?.({ ...progress, done: 0 });
  try {
    const guarded = await guardChanges(items, account, call);
    call.onProgress?.({ ...progress, done: items.length });
    return guarded;
  } catch (error) {
    return { ready: [], outcomes: notStarted(items, error) };
  }
}

async function sendAndVerify(
  ready: readonly ChangeItem[],
  account: RoadAccount,
  clock: Clock,
  call: ApplyOptions,
  onSending: (ids: readonly string[]) => Promise<void>,
): Promise<readonly Outcome[]> {
  const timed = withTimeToVerify(call, clock);
  const { sent, outcomes } = await sendChanges(ready, account.connection, clock, timed, {
    onSending,
    onProgress: (done) => call.onProgress?.({ step: 'send', done, total: ready.length }),
  });
  const verified = await verifyChanges(sent, account, clock, call, (done) =>
    call.onProgress?.({ step: 'verify', done, total: sent.length }),
  );
  return [...outcomes, ...verified];
}

/**
 * Of what is deleted last nothing is sent unless all of it is as it was. Where what it waits for is written already, as
 * after an interruption, each deletion is judged by itself.
 */
function withholdIfChanged(changeSet: ChangeSet, guarded: Guarded): Guarded {
  if (!deletesLast(changeSet)) return guarded;
  const { ready, outcomes } = guarded;
  const upserts = changeSet.items.filter(isUpsert);
  const isAsItWas = outcomes.every(({ kind }) => kind === 'done');
  if (upserts.length > 0 && (isAsItWas || areDone(upserts, outcomes))) return guarded;
  return {
    ready: [],
    outcomes: [...outcomes, ...notStarted(ready, new WithheldError('changed'))],
  };
}

/** First what is created and updated; the rest, if it still is as it was, once all of that was read back. */
async function sendInOrder(
  { ready }: Guarded,
  send: (ready: readonly ChangeItem[]) => Promise<readonly Outcome[]>,
  guardAgain: (items: readonly ChangeItem[]) => Promise<Guarded>,
): Promise<readonly Outcome[]> {
  const upserts = ready.filter(isUpsert);
  const deletions = ready.filter((item) => !isUpsert(item));
  const written = await send(upserts);
  if (deletions.length === 0) return written;
  if (!areDone(upserts, written)) {
    return [...written, ...notStarted(deletions, new WithheldError('unconfirmed'))];
  }
  const again = await guardAgain(deletions);
  return [...written, ...again.outcomes, ...(await send(again.ready))];
}

function areDone(items: readonly ChangeItem[], outcomes: readonly Outcome[]): boolean {
  const done = new Set(outcomes.flatMap(({ kind, id }) => (kind === 'done' ? [id] : [])));
  return items.every(({ id }) => done.has(id));
}

function notStarted(items: readonly ChangeItem[], error: unknown): readonly Outcome[] {
  return items.map(({ id }) => ({ kind: 'notStarted', id, error }));
}

function withTimeToVerify(call: CallOptions, clock: Clock): CallOptions {
  if (call.deadline === undefined) return call;
  const left = call.deadline - clock.now();
  return { ...call, deadline: call.deadline - Math.min(verifyMs, left / 4) };
}

/** The outcomes in the order of their items. */
async function inOrder(
  items: readonly ChangeItem[],
  outcomes: readonly Outcome[],
  slices: TimeSlices,
): Promise<readonly Outcome[]> {
  const byId = await mapById(outcomes, slices);
  const ordered: Outcome[] = [];
  for (const { id } of items) {
    await slices.next();
    const outcome = byId.get(id);
    if (outcome) ordered.push(outcome);
  }
  return ordered;
}

function countsOf(outcomes: readonly Outcome[]): Readonly<Record<string, number>> {
  const counts = {
    done: 0,
    conflict: 0,
    rejected: 0,
    notFound: 0,
    unknown: 0,
    notStarted: 0,
  } satisfies Record<Outcome['kind'], number>;
  for (const { kind } of outcomes) counts[kind] += 1;
  const { conflict: conflicts, ...others } = counts;
  return { ...others, conflicts };
}
