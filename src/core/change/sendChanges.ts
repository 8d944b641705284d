import type { ApiConnection, CallOptions } from '../api/connection.ts';
import { writeLimit } from '../api/writeRoutes.ts';
import { partsOf } from '../partsOf.ts';
import type { Clock } from '../ports.ts';
import { type ChangeItem, type DeleteItem, isUpsert } from './changeSet.ts';
import { interruption } from './interruption.ts';
import type { NotStarted } from './outcome.ts';
import { endsRun, isServerFailure } from './requestFailure.ts';
import { sendBulkDeletion, sendDeletion } from './sendDeletions.ts';
import { sendUpserts } from './sendUpserts.ts';
import type { ChunkResult, SentItem } from './sentItem.ts';
import { uninterrupted } from './uninterrupted.ts';

/** What sending comes to: each item has been part of a request (`sent`, to be read back) or has its outcome already. */
export interface SendResult {
  readonly sent: readonly SentItem[];
  readonly outcomes: readonly NotStarted[];
}

/** Who hears of the sending. */
export interface SendEvents {
  /** Awaited before a chunk goes out; must not reject. */
  readonly onSending: (ids: readonly string[]) => Promise<void>;
  /** @param done contacts that are through, of all */
  readonly onProgress: (done: number) => void;
}

interface Chunk {
  readonly items: readonly ChangeItem[];
  send(): Promise<ChunkResult>;
}

/** So many chunks in a row that met a 5xx are an outage, and not owed to what was sent. */
const failureLimit = 2;

/**
 * Sends the items, at most 100 a request, creations and updates first. Never rejects: a failure that every
 * further request would meet ends the run, and what is left has not been started.
 * `call.signal` counts between the requests only: breaking off a request would leave its effect unknown.
 */
export async function sendChanges(
  items: readonly ChangeItem[],
  connection: ApiConnection,
  clock: Clock,
  call: CallOptions,
  { onSending, onProgress }: SendEvents,
): Promise<SendResult> {
  const sent: SentItem[] = [];
  const outcomes: NotStarted[] = [];
  let ended: { readonly error: unknown } | undefined;
  let failures = 0;
  for (const chunk of chunksOf(items, connection, clock, call)) {
    ended ??= interruption(clock, call);
    if (!ended) await onSending(chunk.items.map(({ id }) => id));
    const result = ended ? { sent: [], failure: ended } : await chunk.send();
    sent.push(...result.sent);
    if (result.failure) {
      const { error } = result.failure;
      const settled = new Set(result.sent.map(({ item }) => item.id));
      for (const { id } of chunk.items) {
        if (!settled.has(id)) outcomes.push({ kind: 'notStarted', id, error });
      }
      failures = isServerFailure(error) ? failures + 1 : 0;
      if (endsRun(error) || failures === failureLimit) ended = { error };
    } else failures = 0;
    onProgress(sent.length + outcomes.length);
  }
  return { sent, outcomes };
}

function chunksOf(
  items: readonly ChangeItem[],
  connection: ApiConnection,
  clock: Clock,
  call: CallOptions,
): readonly Chunk[] {
  const inOne = uninterrupted(call);
  const deletions = items.filter((item): item is DeleteItem => !isUpsert(item));
  const [only, ...others] = deletions;
  return [
    ...[...partsOf(items.filter(isUpsert), writeLimit)].map((chunk) => ({
      items: chunk,
      send: () => sendUpserts(chunk, connection, clock, call),
    })),
    ...(only && others.length === 0
      ? [{ items: [only], send: () => sendDeletion(only, connection, inOne) }]
      : [...partsOf(deletions, writeLimit)].map((chunk) => ({
          items: chunk,
          send: () => sendBulkDeletion(chunk, connection, inOne),
        }))),
  ];
}
