import { ApiError } from '../api/apiError.ts';
import type { ApiConnection, CallOptions } from '../api/connection.ts';
import { writeLimit } from '../api/writeRoutes.ts';
import type { Clock } from '../ports.ts';
import { type ChangeItem, type DeleteItem, isUpsert } from './changeSet.ts';
import type { NotStarted, Rejected } from './outcome.ts';
import { endsRun } from './requestFailure.ts';
import { sendBulkDeletion, sendDeletion } from './sendDeletions.ts';
import { sendUpserts } from './sendUpserts.ts';
import type { ChunkResult, SentItem } from './sentItem.ts';
import { uninterrupted } from './uninterrupted.ts';

/** What sending comes to: each item has been part of a request (`sent`, to be read back) or has its outcome already. */
export interface SendResult {
  readonly sent: readonly SentItem[];
  readonly outcomes: readonly (Rejected | NotStarted)[];
}

interface Chunk {
  readonly items: readonly ChangeItem[];
  send(): Promise<ChunkResult>;
}

/**
 * Sends the items, at most 100 a request, creations and updates first. Never rejects: a failure that every
 * further request would meet ends the run, and what is left has not been started.
 * `call.signal` counts between the chunks only: breaking off a request would leave its effect unknown.
 */
export async function sendChanges(
  items: readonly ChangeItem[],
  connection: ApiConnection,
  clock: Clock,
  call: CallOptions,
  onProgress: (done: number) => void,
): Promise<SendResult> {
  const sent: SentItem[] = [];
  const outcomes: (Rejected | NotStarted)[] = [];
  let ended: { readonly error: unknown } | undefined;
  for (const chunk of chunksOf(items, connection, uninterrupted(call))) {
    ended ??= interruption(clock, call);
    const result = ended ? { sent: [], rejected: [], failure: ended } : await chunk.send();
    sent.push(...result.sent);
    outcomes.push(...result.rejected);
    if (result.failure) {
      const { error } = result.failure;
      const settled = new Set([
        ...result.sent.map(({ item }) => item.id),
        ...result.rejected.map(({ id }) => id),
      ]);
      for (const { id } of chunk.items) {
        if (!settled.has(id)) outcomes.push({ kind: 'notStarted', id, error });
      }
      if (endsRun(error)) ended = { error };
    }
    onProgress(sent.length + outcomes.length);
  }
  return { sent, outcomes };
}

function chunksOf(
  items: readonly ChangeItem[],
  connection: ApiConnection,
  call: CallOptions,
): readonly Chunk[] {
  const deletions = items.filter((item): item is DeleteItem => !isUpsert(item));
  const [only, ...others] = deletions;
  return [
    ...slices(items.filter(isUpsert)).map((chunk) => ({
      items: chunk,
      send: () => sendUpserts(chunk, connection, call),
    })),
    ...(only && others.length === 0
      ? [{ items: [only], send: () => sendDeletion(only, connection, call) }]
      : slices(deletions).map((chunk) => ({
          items: chunk,
          send: () => sendBulkDeletion(chunk, connection, call),
        }))),
  ];
}

function slices<T>(items: readonly T[]): readonly (readonly T[])[] {
  const starts = Array.from(
    { length: Math.ceil(items.length / writeLimit) },
    (_, i) => i * writeLimit,
  );
  return starts.map((start) => items.slice(start, start + writeLimit));
}

/** Why no further request may start, if that is so. */
function interruption(
  clock: Clock,
  { signal, deadline }: CallOptions,
): { readonly error: unknown } | undefined {
  if (signal.aborted) return { error: signal.reason };
  if (deadline !== undefined && clock.now() >= deadline) return { error: new ApiError('timeout') };
  return undefined;
}
