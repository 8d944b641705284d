import { setTimeout as wait } from 'node:timers/promises';
import { readAccountId } from '../../../../src/core/accountId.ts';
import { createConnection } from '../../../../src/core/api/connection.ts';
import { Book } from '../../../../src/core/book/book.ts';
import {
  applyChangeSet,
  type Progress,
  type Road,
} from '../../../../src/core/change/applyChangeSet.ts';
import type { ChangeSet } from '../../../../src/core/change/changeSet.ts';
import { createJournal } from '../../../../src/core/change/journal.ts';
import type { Outcome } from '../../../../src/core/change/outcome.ts';
import { UnseenDetails } from '../../../../src/core/change/unseenDetails.ts';
import {
  type Contact,
  isObject,
  type WritableContact,
} from '../../../../src/core/contact/contact.ts';
import type { Clock, LogFacts, Logger } from '../../../../src/core/ports.ts';
import type { SandboxOptions } from '../../../../src/sandbox/options.ts';
import { startSandbox } from '../../../../src/sandbox/sandbox.ts';
import { type MemoryStorage, memoryStorage } from '../../../support/memoryStorage.ts';
import { type Interceptor, openWire, type Wire } from './wire.ts';

/** Time that passes so much faster for client and sandbox alike: patience of seconds is tested in milliseconds. */
const usualSpeed = 50;

interface ApplyWishes {
  readonly signal?: AbortSignal;
  /** From now, in ms of the fast clock. */
  readonly deadlineIn?: number;
}

interface WorldOptions extends Partial<SandboxOptions> {
  /** How much faster the clock goes than the time. */
  readonly speed?: number;
  /** Instead of that clock. */
  readonly clock?: Clock;
  readonly attemptTimeoutMs?: number;
}

/** A sandbox with contacts, a client with a book, and the wire between them. */
export interface WriteWorld {
  readonly road: Road;
  readonly book: Book;
  readonly unseen: UnseenDetails;
  /** Where the journal is. */
  readonly storage: MemoryStorage;
  readonly clock: Clock;
  readonly progress: Progress[];
  /** What was logged, as text. */
  readonly log: readonly string[];
  intercept: Interceptor;
  /** What lies between the two. */
  readonly wire: Wire;
  /** Whether the account is read-only. */
  isReadOnly: boolean;
  apply(changeSet: ChangeSet, wishes?: ApplyWishes): Promise<readonly Outcome[]>;
  /** Another program's change, at once. */
  put(...contacts: readonly { readonly id: string }[]): Promise<void>;
  remove(...ids: readonly string[]): Promise<void>;
  /** The same, and the book has read the list as it is then. */
  putAndRead(...contacts: readonly { readonly id: string }[]): Promise<void>;
  setFaults(...specs: readonly string[]): Promise<void>;
  /** What the sandbox holds, by id. */
  held(): Promise<ReadonlyMap<string, unknown>>;
  /** Requests by route, as the sandbox counts them. */
  requests(): Promise<Readonly<Record<string, number>>>;
}

export const accountId = readAccountId('account-1') ?? unreachable();

/** Runs `test` against a sandbox without contacts, and ends everything after it. */
export async function inWorld(
  {
    speed = usualSpeed,
    clock = fastClock(speed),
    // In true time, so that a busy machine does not look like a hanging server: only a deadline ends a hang.
    attemptTimeoutMs = 10_000 * speed,
    ...options
  }: WorldOptions,
  test: (world: WriteWorld) => Promise<void>,
): Promise<void> {
  const sandbox = await startSandbox({
    contacts: 0,
    rate: { requests: 1_000_000, seconds: 5 },
    now: () => clock.now(),
    ...options,
  });
  const wire = await openWire(sandbox.url);
  const guard = { isReadOnly: false };
  const storage = memoryStorage();
  const log: string[] = [];
  const logger = textLogger(log);
  const connection = createConnection({
    accountId,
    baseUrl: wire.url,
    key: async () => sandbox.key,
    requestsPer5Seconds: () => 500,
    isReadOnly: () => guard.isReadOnly,
    attemptTimeoutMs,
    clock,
    logger,
  });
  const book = new Book(connection);
  const unseen = new UnseenDetails();
  const journal = createJournal({
    storageOf: () => storage,
    clock,
    logger,
    process: { pid: 1 },
    random: Math.random,
  });
  const road: Road = { accountOf: () => ({ connection, book, unseen }), journal, clock, logger };
  const progress: Progress[] = [];
  const control = async (method: string, route: string, body?: unknown): Promise<string> => {
    const url = new URL(`/__sandbox/${route}`, sandbox.url);
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const response = await fetch(url, init);
    if (!response.ok) throw new Error(`${method} ${route}: ${await response.text()}`);
    return await response.text();
  };
  const world: WriteWorld = {
    road,
    book,
    unseen,
    storage,
    clock,
    progress,
    log,
    wire,
    get intercept() {
      return wire.intercept;
    },
    set intercept(interceptor) {
      wire.intercept = interceptor;
    },
    get isReadOnly() {
      return guard.isReadOnly;
    },
    set isReadOnly(isReadOnly) {
      guard.isReadOnly = isReadOnly;
    },
    apply: (changeSet, { signal = new AbortController().signal, deadlineIn } = {}) =>
      applyChangeSet(changeSet, road, {
        signal,
        ...(deadlineIn !== undefined && { deadline: clock.now() + deadlineIn }),
        onProgress: (step) => progress.push(step),
      }),
    put: async (...contacts) => void (await control('POST', 'contacts', contacts)),
    remove: async (...ids) => void (await control('DELETE', 'contacts', ids)),
    async putAndRead(...contacts) {
      await control('POST', 'contacts', contacts);
      const held = [...(await world.held()).values()].filter(isContact);
      book.adoptPage(0, { count: held.length, contacts: held, rows: held.length });
    },
    setFaults: async (...specs) => void (await control('POST', 'faults', specs)),
    async held() {
      const lines = (await control('GET', 'contacts')).split('\n').filter((line) => line !== '');
      return new Map(lines.map((line) => JSON.parse(line)).map((one) => [String(one.id), one]));
    },
    async requests() {
      const stats: unknown = JSON.parse(await control('GET', 'stats'));
      const counts = isObject(stats) ? stats['requests'] : undefined;
      return isObject(counts)
        ? Object.fromEntries(Object.entries(counts).map(([route, n]) => [route, Number(n)]))
        : {};
    },
  };
  try {
    await test(world);
  } finally {
    wire.close();
    await sandbox.close();
  }
}

/** A contact that the API takes. */
export function card(id: string, changes: Partial<WritableContact> = {}): WritableContact {
  return {
    id,
    responsibleUserId: 'user-1',
    name: `Contact ${id}`,
    contactData: [{ chatType: 'whatsapp', chatId: '79011112233' }],
    ...changes,
  };
}

export function cards(count: number): WritableContact[] {
  return Array.from({ length: count }, (_, i) => card(`c-${String(i).padStart(4, '0')}`));
}

function isContact(value: unknown): value is Contact {
  return isObject(value) && typeof value['id'] === 'string';
}

/** How many outcomes there are of each kind. */
export function kindsOf(outcomes: readonly Outcome[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { kind } of outcomes) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

function fastClock(speed: number): Clock {
  const start = performance.now();
  return {
    now: () => 1_700_000_000_000 + (performance.now() - start) * speed,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      try {
        await wait(ms / speed, undefined, signal && { signal });
      } catch (error) {
        throw signal?.aborted ? signal.reason : error;
      }
    },
  };
}

function textLogger(log: string[]): Logger {
  const write = (event: string, facts?: LogFacts) => {
    log.push(`${event} ${JSON.stringify(facts ?? {})}`);
  };
  return { debug: write, info: write, warn: write, error: write };
}

function unreachable(): never {
  throw new Error('cannot be');
}
