import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type AccountId, readAccountId } from '../../src/core/accountId.ts';
import { createConnection } from '../../src/core/api/connection.ts';
import { Book } from '../../src/core/book/book.ts';
import type { CacheFile } from '../../src/core/book/cache/cacheFile.ts';
import { cachePieces } from '../../src/core/book/cache/cacheFormat.ts';
import { readCache } from '../../src/core/book/cache/readCache.ts';
import { ContactIndex } from '../../src/core/book/search/contactIndex.ts';
import type { Contact } from '../../src/core/contact/contact.ts';
import type { Logger } from '../../src/core/ports.ts';
import { CacheOnDisk } from '../../src/host/accounts/cacheOnDisk.ts';
import { systemClock } from '../../src/host/systemClock.ts';
import type { BenchRow } from '../support/bench.ts';
import { startSandbox } from '../support/sandboxProcess.ts';
import { createTempFolder } from '../support/tempFolder.ts';

const accountId = accountOfBench();
const scanned = 100_000;
const many = 1_000_000;
/** Nothing may hold up the extension host for longer (ms). */
const longestBlock = 50;
const silent: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const { signal } = new AbortController();

/**
 * How soon an account is there again after a start. The baselines are the scan of as many contacts from a server without
 * latency and limits, and a bare `JSON.parse` of the same file. Of a million contacts it tells the longest block of
 * the event loop while they are written and read.
 */
export async function run(report: (row: BenchRow) => void): Promise<void> {
  const temp = createTempFolder();
  try {
    const file = new CacheOnDisk(temp.path, accountId);
    await compareToScan(file, path.join(temp.path, `${accountId}.ndjson`), report);
    await measureBlocks(file, report);
  } finally {
    temp.remove();
  }
}

async function compareToScan(
  file: CacheFile,
  filePath: string,
  report: (row: BenchRow) => void,
): Promise<void> {
  const sandbox = await startSandbox(['--contacts', String(scanned), '--rate', '1000000/5']);
  try {
    const connection = createConnection({
      accountId,
      baseUrl: sandbox.url,
      key: async () => sandbox.key,
      requestsPer5Seconds: () => 500,
      // At this pace the limit of requests, which would be most of the time, is never reached.
      clock: { now: () => Date.now() * 1000, sleep: systemClock.sleep },
      logger: silent,
    });
    const { search } = new Book(connection);
    const scan = await timeOf(() => search.scan(systemClock, signal));
    if (search.index.size !== scanned) throw new Error(`read ${search.index.size}`);
    await file.write(cachePieces({ accountId, at: 0 }, search.index), signal);
    const restore = async () => {
      const index = new ContactIndex();
      await restoreInto(index, file);
      if (index.size !== scanned) throw new Error(`restored ${index.size}`);
    };
    await restore();
    const value = await timeOf(restore);
    const parse = await timeOf(async () => {
      const lines = (await readFile(filePath, 'utf8')).trimEnd().split('\n');
      for (const line of lines) JSON.parse(line);
    });
    const name = `cache: ${scanned.toLocaleString('en')} contacts read`;
    const against = (what: string, baseline: number) =>
      report({ name: `${name}, ${what}`, value, unit: 'ms', baseline, ratio: value / baseline });
    against('to a scan', scan);
    against('to JSON.parse', parse);
  } finally {
    await sandbox.stop();
  }
}

async function measureBlocks(file: CacheFile, report: (row: BenchRow) => void): Promise<void> {
  const index = new ContactIndex();
  for (let number = 0; number < many; number++) index.put(contactOf(number));
  const name = `cache: ${many.toLocaleString('en')} contacts`;
  const tell = (what: string, value: number) =>
    report({
      name: `${name}, longest block ${what}`,
      value,
      unit: 'ms',
      baseline: longestBlock,
      ratio: value / longestBlock,
    });
  tell(
    'while written',
    await blockDuring(() => file.write(cachePieces({ accountId, at: 0 }, index), signal)),
  );
  tell(
    'while read',
    await blockDuring(async () => {
      await restoreInto(new ContactIndex(), file);
    }),
  );
}

async function restoreInto(index: ContactIndex, file: CacheFile): Promise<void> {
  const opened = await file.open();
  if (!opened) throw new Error('there is no cache');
  const take = (contacts: readonly Contact[]) => {
    for (const contact of contacts) if (!index.has(contact.id)) index.put(contact);
    return true;
  };
  const reading = await readCache(opened, { accountId, signal, take });
  await opened.close();
  if ('damage' in reading) throw new Error(reading.damage);
}

/** Milliseconds. */
async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/**
 * For how long nothing else could go on, at most, in milliseconds: by the clock or by the time that the process was
 * computing, whichever is less, so that other programs on a busy machine do not count.
 */
async function blockDuring(work: () => Promise<void>): Promise<number> {
  let longest = 0;
  let isOver = false;
  let began = performance.now();
  let computed = process.cpuUsage();
  const look = () => {
    const { user, system } = process.cpuUsage(computed);
    longest = Math.max(longest, Math.min(performance.now() - began, (user + system) / 1000));
    began = performance.now();
    computed = process.cpuUsage();
    if (!isOver) setImmediate(look);
  };
  setImmediate(look);
  await work();
  isOver = true;
  return longest;
}

function accountOfBench(): AccountId {
  const id = readAccountId('bench');
  if (!id) throw new Error('"bench" is an account id');
  return id;
}

/** A contact with invented data; the same for the same number. */
function contactOf(number: number): Contact {
  const phone = `79${String((number * 7_919_317) % 1_000_000_000).padStart(9, '0')}`;
  return {
    id: `crm-${number.toString().padStart(7, '0')}`,
    responsibleUserId: '504101',
    name: `Петрова Анна ${number}`,
    contactData: [{ chatType: 'whatsapp', chatId: phone }],
    uri: `https://crm.example.com/contacts/${number}`,
  };
}
