import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readAccountId } from '../../../../src/core/accountId.ts';
import { ApiError, type ApiErrorReason } from '../../../../src/core/api/apiError.ts';
import {
  type ApiConnection,
  type CallOptions,
  type ConnectionOptions,
  createConnection,
} from '../../../../src/core/api/connection.ts';
import { isObject, type WritableContact } from '../../../../src/core/contact/contact.ts';
import type { LogFacts, Logger } from '../../../../src/core/ports.ts';
import type { SandboxOptions } from '../../../../src/sandbox/options.ts';
import { startSandbox } from '../../../../src/sandbox/sandbox.ts';
import { FakeClock } from '../../../support/fakeClock.ts';

export const attemptTimeoutMs = 10_000;

/** Pauses between requests take no real time; timeouts and deadlines (whole ten seconds) stand still. */
const impatientClock = () => new FakeClock((ms) => ms % attemptTimeoutMs !== 0);

export interface LogLine {
  readonly level: keyof Logger;
  readonly event: string;
  readonly facts: LogFacts;
}

function listLogger(lines: LogLine[]): Logger {
  const at =
    (level: keyof Logger) =>
    (event: string, facts: LogFacts = {}) =>
      void lines.push({ level, event, facts });
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

export interface Client {
  readonly connection: ApiConnection;
  readonly clock: FakeClock;
  readonly log: readonly LogLine[];
  readonly call: CallOptions;
}

export const testKey = '0123456789abcdef0123456789abcdef';

/** A connection to `baseUrl` whose pauses take no time and whose jitter is none. */
export function client(baseUrl: string, options: Partial<ConnectionOptions> = {}): Client {
  const clock = options.clock instanceof FakeClock ? options.clock : impatientClock();
  const log: LogLine[] = [];
  const accountId = readAccountId('account-1');
  assert.ok(accountId);
  const connection = createConnection({
    accountId,
    baseUrl,
    key: async () => testKey,
    requestsPer5Seconds: () => 500,
    clock,
    logger: listLogger(log),
    random: () => 0,
    ...options,
  });
  return { connection, clock, log, call: { signal: new AbortController().signal } };
}

export interface SandboxWorld extends Client {
  readonly url: string;
  readonly key: string;
  readonly sidecarKey: string;
  /** Requests by route, as the sandbox counted them. */
  requests(): Promise<Readonly<Record<string, unknown>>>;
  setFaults(...specs: readonly string[]): Promise<void>;
  /** Another program's change, unchecked. */
  put(...contacts: readonly object[]): Promise<void>;
  /** What the sandbox holds, in list order. */
  held(): Promise<readonly unknown[]>;
}

/** Runs `test` against a sandbox of its own, empty unless told otherwise, over real HTTP. */
export async function inSandbox(
  options: Partial<SandboxOptions>,
  test: (world: SandboxWorld) => Promise<void>,
  connectionOptions: Partial<ConnectionOptions> = {},
): Promise<void> {
  const sandbox = await startSandbox({ contacts: 0, key: testKey, ...options });
  const control = async (method: string, route: string, body?: unknown): Promise<string> => {
    const url = new URL(`/__sandbox/${route}`, sandbox.url);
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const response = await fetch(url, init);
    const text = await response.text();
    assert.ok(response.ok, text);
    return text;
  };
  try {
    await test({
      ...client(sandbox.url, connectionOptions),
      url: sandbox.url,
      key: sandbox.key,
      sidecarKey: sandbox.sidecarKey,
      async requests() {
        const stats: unknown = JSON.parse(await control('GET', 'stats'));
        return isObject(stats) && isObject(stats['requests']) ? stats['requests'] : {};
      },
      setFaults: async (...specs) => void (await control('POST', 'faults', specs)),
      put: async (...contacts) => void (await control('POST', 'contacts', contacts)),
      async held() {
        const lines = (await control('GET', 'contacts')).split('\n').filter((line) => line !== '');
        return lines.map((line): unknown => JSON.parse(line));
      },
    });
  } finally {
    await sandbox.close();
  }
}

/** Runs `test` against a server that answers each request as `answer` does, the first request being 1. */
export async function withServer(
  answer: (request: IncomingMessage, response: ServerResponse, number: number) => void,
  test: (baseUrl: string, seen: readonly IncomingMessage[]) => Promise<void>,
): Promise<void> {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    request.resume();
    answer(request, response, seen.length);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(typeof address === 'object' && address);
  try {
    await test(`http://127.0.0.1:${address.port}/v3`, seen);
  } finally {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
}

/** The ApiError that `promise` rejects with. */
export async function apiError(
  promise: Promise<unknown>,
  reason?: ApiErrorReason,
): Promise<ApiError> {
  const error: unknown = await promise.then(
    (value) => assert.fail(`it succeeded: ${JSON.stringify(value)}`),
    (failure: unknown) => failure,
  );
  assert.ok(error instanceof ApiError, String(error));
  if (reason !== undefined) assert.equal(error.reason, reason, error.message);
  return error;
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
