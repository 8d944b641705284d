import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
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

/** Time that passes so much faster for client and sandbox alike: patience of seconds is tested in milliseconds. */
const usualSpeed = 50;

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

export interface HttpRequest {
  readonly method: string;
  /** Within `/v3`, with the query, as received. */
  readonly path: string;
  readonly body: string;
}

/** Stands between client and sandbox: may look, act meanwhile, or answer something else. */
export type Interceptor = (
  request: HttpRequest,
  forward: () => Promise<HttpAnswer>,
) => Promise<HttpAnswer>;

interface ApplyWishes {
  readonly signal?: AbortSignal;
  /** From now, in ms of the fast clock. */
  readonly deadlineIn?: number;
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
  { speed = usualSpeed, ...options }: Partial<SandboxOptions> & { readonly speed?: number },
  test: (world: WriteWorld) => Promise<void>,
): Promise<void> {
  const clock = fastClock(speed);
  const sandbox = await startSandbox({
    contacts: 0,
    rate: { requests: 1_000_000, seconds: 5 },
    now: () => clock.now(),
    ...options,
  });
  const wire = { intercept: (async (_request, forward) => forward()) as Interceptor };
  const server = createServer((request, response) => {
    relay(sandbox.url, wire, request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : unreachable();
  const storage = memoryStorage();
  const log: string[] = [];
  const logger = textLogger(log);
  const connection = createConnection({
    accountId,
    baseUrl: `http://127.0.0.1:${port}/v3`,
    key: async () => sandbox.key,
    requestsPer5Seconds: () => 500,
    // In true time, so that a busy machine does not look like a hanging server: only a deadline ends a hang.
    attemptTimeoutMs: 10_000 * speed,
    clock,
    logger,
  });
  const book = new Book(connection);
  const unseen = new UnseenDetails();
  const journal = createJournal({
    storageOf: () => storage,
    clock,
    logger,
    pid: 1,
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
    get intercept() {
      return wire.intercept;
    },
    set intercept(interceptor) {
      wire.intercept = interceptor;
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
    server.closeAllConnections();
    server.close();
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

async function relay(
  target: string,
  wire: { readonly intercept: Interceptor },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  const body = Buffer.concat(parts).toString('utf8');
  const { method = 'GET', url = '' } = request;
  const path = url.replace(/^\/v3/, '');
  const forward = async (): Promise<HttpAnswer> => {
    const { authorization = '' } = request.headers;
    const answer = await fetch(`${target}${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body !== '' && { body }),
    });
    return { status: answer.status, body: await answer.text() };
  };
  const answer = await wire.intercept({ method, path, body }, forward);
  response.writeHead(answer.status, { 'content-type': 'application/json' });
  response.end(answer.status === 204 ? undefined : answer.body);
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
