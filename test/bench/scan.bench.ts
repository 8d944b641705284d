import fetch from 'node-fetch';
import { readAccountId } from '../../src/core/accountId.ts';
import { createConnection } from '../../src/core/api/connection.ts';
import { Book } from '../../src/core/book/book.ts';
import type { Logger } from '../../src/core/ports.ts';
import { systemClock } from '../../src/host/systemClock.ts';
import type { BenchRow } from '../support/bench.ts';
import { type Sandbox, startSandbox } from '../support/sandboxProcess.ts';

const contacts = 20_000;
const pages = contacts / 100;
/** As many as a connection has under way at once. */
const inFlight = 10;
const silent: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/**
 * The scan of a whole account, within the rate limit and limited by latency alone. The baseline reads the same pages by
 * bare `node-fetch`, as many at once, and does nothing with them.
 */
export async function run(report: (row: BenchRow) => void): Promise<void> {
  const flags = ['--contacts', String(contacts), '--rate', '1000000/5', '--latency', '50'];
  const sandbox = await startSandbox(flags);
  try {
    await bare(sandbox);
    await scan(sandbox);
    const baseline = await bare(sandbox);
    const value = await scan(sandbox);
    const name = `scan: ${contacts.toLocaleString('en')} contacts, 50 ms latency`;
    report({ name, value, unit: 'ms', baseline, ratio: value / baseline });
  } finally {
    await sandbox.stop();
  }
}

/** Milliseconds. */
async function scan({ url, key }: Sandbox): Promise<number> {
  const accountId = readAccountId('bench');
  if (!accountId) throw new Error('"bench" is an account id');
  const connection = createConnection({
    accountId,
    baseUrl: url,
    key: async () => key,
    requestsPer5Seconds: () => 500,
    clock: systemClock,
    logger: silent,
  });
  const book = new Book(connection);
  // As the tree has done by then.
  await book.loadPage(0, { signal: new AbortController().signal });
  const began = performance.now();
  const { read, isComplete } = await book.search.scan(systemClock, new AbortController().signal);
  if (read !== contacts || !isComplete) throw new Error(`read ${read}`);
  return performance.now() - began;
}

async function bare({ url, key }: Sandbox): Promise<number> {
  const began = performance.now();
  const offsets = Array.from({ length: pages }, (_, page) => page * 100);
  const headers = { authorization: `Bearer ${key}` };
  const worker = async () => {
    for (let offset = offsets.shift(); offset !== undefined; offset = offsets.shift()) {
      const response = await fetch(`${url}/contacts?offset=${offset}`, { headers });
      await response.text();
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return performance.now() - began;
}
