import { readFileSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { readAccountId } from '../../../../src/core/accountId.ts';
import { type ApiConnection, createConnection } from '../../../../src/core/api/connection.ts';
import { Book } from '../../../../src/core/book/book.ts';
import type { Logger } from '../../../../src/core/ports.ts';
import type { SandboxOptions } from '../../../../src/sandbox/options.ts';
import { type Sandbox, startSandbox } from '../../../../src/sandbox/sandbox.ts';
import { FakeClock } from '../../../support/fakeClock.ts';
import { createTempFolder } from '../../../support/tempFolder.ts';

/** A book over a real connection to a sandbox of its own, and what was asked of the sandbox. */
export interface BookWorld {
  readonly sandbox: Sandbox;
  readonly connection: ApiConnection;
  readonly book: Book;
  readonly signal: AbortSignal;
  /** Runs before each request of the connection from now on, in place of what was set before. */
  beforeRequest(hook: (() => Promise<void> | void) | undefined): void;
  /** The requests since the last look, as `GET /contacts?offset=100`. */
  asked(): readonly string[];
  /** The offsets of the list requests since the last look. */
  offsets(): readonly number[];
  /** Another program adds or changes contacts. */
  write(contacts: readonly { readonly id: string }[]): Promise<void>;
  /** Another program deletes contacts. */
  erase(ids: readonly string[]): Promise<void>;
  faults(...specs: readonly string[]): Promise<void>;
}

const silent: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** The contact that `contacts(n)` has as number n: ids sort by number. */
export function contactOf(number: number, name = `Contact ${number}`) {
  return {
    id: idOf(number),
    responsibleUserId: 'user-1',
    name,
    contactData: [{ chatType: 'whatsapp', chatId: `79011${String(number).padStart(6, '0')}` }],
  };
}

export const idOf = (number: number): string => `c${String(number).padStart(6, '0')}`;

/** `length` contacts with numbers from `first` on. */
export const contacts = (length: number, first = 1) =>
  Array.from({ length }, (_, index) => contactOf(first + index));

/** Runs `work` with a sandbox that holds these contacts. */
export async function withBook(
  start: readonly { readonly id: string }[],
  work: (world: BookWorld) => Promise<void>,
  options: Partial<SandboxOptions> = {},
): Promise<void> {
  const folder = createTempFolder();
  const log = path.join(folder.path, 'requests.log');
  const rate = { requests: 100_000, seconds: 5 };
  const sandbox = await startSandbox({ contacts: 0, rate, ...options, log });
  try {
    await work(await worldOf(sandbox, log, start));
  } finally {
    await sandbox.close();
    folder.remove();
  }
}

async function worldOf(
  sandbox: Sandbox,
  log: string,
  start: readonly { readonly id: string }[],
): Promise<BookWorld> {
  const control = async (method: string, route: string, body: unknown) => {
    const url = new URL(`/__sandbox/${route}`, sandbox.url);
    const response = await fetch(url, { method, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${method} ${route}: ${response.status}`);
  };
  let hook: (() => Promise<void> | void) | undefined;
  const accountId = readAccountId('test');
  if (!accountId) throw new Error('"test" is an account id');
  const connection = createConnection({
    accountId,
    baseUrl: sandbox.url,
    key: async () => {
      await hook?.();
      return sandbox.key;
    },
    requestsPer5Seconds: () => 500,
    // Pauses end at once, the time limits of attempts never.
    clock: new FakeClock((ms) => ms <= 5000),
    logger: silent,
  });
  const asked = () => {
    const lines = readFileSync(log, 'utf8').split('\n').filter(Boolean);
    truncateSync(log);
    return lines.map((line) => {
      const { method, path, query } = JSON.parse(line) as Record<string, string>;
      return `${method} ${path?.replace('/v3', '')}${query ? `?${query}` : ''}`;
    });
  };
  if (start.length > 0) await control('POST', 'contacts', start);
  return {
    sandbox,
    connection,
    book: new Book(connection),
    signal: new AbortController().signal,
    beforeRequest: (next) => {
      hook = next;
    },
    asked,
    offsets: () =>
      asked()
        .filter((line) => line.startsWith('GET /contacts?'))
        .map((line) => Number(line.split('=')[1])),
    write: (some) => control('POST', 'contacts', some),
    erase: (ids) => control('DELETE', 'contacts', ids),
    faults: (...specs) => control('POST', 'faults', specs),
  };
}

/** The ids that the book shows, in order. */
export function shown(book: Book): readonly string[] {
  return book.layout().flatMap((part) => (part.kind === 'contacts' ? part.ids : []));
}

/** The layout in short: `0+100` are rows, `[100-250]` a gap, `new+1` our own contacts without a place. */
export function outline(book: Book): string {
  return book
    .layout()
    .map((part) =>
      part.kind === 'gap'
        ? `[${part.from}-${part.to ?? ''}]${part.failure ? '!' : ''}`
        : `${part.from ?? 'new'}+${part.ids.length}`,
    )
    .join(' ');
}
