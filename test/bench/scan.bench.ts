import { setTimeout as sleep } from 'node:timers/promises';
import fetch from 'node-fetch';
import { readAccountId } from '../../src/core/accountId.ts';
import { createConnection } from '../../src/core/api/connection.ts';
import { Book } from '../../src/core/book/book.ts';
import type { Logger } from '../../src/core/ports.ts';
import { systemClock } from '../../src/host/systemClock.ts';
import type { BenchRow } from '../support/bench.ts';
import { median } from '../support/percentile.ts';
import { type Sandbox, startSandbox } from '../support/sandboxProcess.ts';

/** As many as a connection has under way at once. */
const inFlight = 10;
const limit = { requests: 500, ms: 5000 };

type Report = (row: BenchRow) => void;

/**
 * The scan of a whole account, limited by latency alone and by the rate limit alone. The baseline reads the same pages by
 * bare `node-fetch`, as many at once, and does nothing with them. Throws if the scan sends one request more than there
 * are pages, or any answer is 429.
 */
export async function run(report: Report): Promise<void> {
  await latencyBound(report);
  await rateBound(report);
}

async function latencyBound(report: Report): Promise<void> {
  const contacts = 20_000;
  const flags = ['--contacts', String(contacts), '--rate', '1000000/5', '--latency', '50'];
  const sandbox = await startSandbox(flags);
  try {
    const bares: number[] = [];
    const scans: number[] = [];
    for (let round = 0; round < 6; round++) {
      const times = [await bare(sandbox, contacts), await scan(sandbox, contacts)] as const;
      // The first round warms up.
      if (round === 0) continue;
      bares.push(times[0]);
      scans.push(times[1]);
    }
    tell(report, `${contacts.toLocaleString('en')} contacts, 50 ms latency`, scans, bares);
  } finally {
    await sandbox.stop();
  }
}

/** The limit lets the requests of a window go at once: four windows need the time of three. The tree's page counts. */
async function rateBound(report: Report): Promise<void> {
  const contacts = 199_000;
  const sandbox = await startSandbox(['--contacts', String(contacts), '--rate', '500/5']);
  try {
    const value = await scan(sandbox, contacts);
    await sandbox.control('POST', 'reset');
    const baseline = await bare(sandbox, contacts, true);
    const name = `${contacts.toLocaleString('en')} contacts, 500 requests in 5 s`;
    tell(report, name, [value], [baseline]);
    // What counts for a list of any length: the last requests of this one come all at once, and then the processor decides.
    const sustained = (contacts / 100 / limit.requests) * limit.ms;
    tell(
      report,
      `${name}, beside the speed that these allow in the long run`,
      [value],
      [sustained],
    );
  } finally {
    await sandbox.stop();
  }
}

function tell(report: Report, name: string, values: number[], baselines: number[]): void {
  const [value, baseline] = [median(values), median(baselines)];
  report({ name: `scan: ${name}`, value, unit: 'ms', baseline, ratio: value / baseline });
}

/** Milliseconds; the tree has read the first page by then. */
async function scan(sandbox: Sandbox, contacts: number): Promise<number> {
  const accountId = readAccountId('bench');
  if (!accountId) throw new Error('"bench" is an account id');
  const statuses: unknown[] = [];
  const connection = createConnection({
    accountId,
    baseUrl: sandbox.url,
    key: async () => sandbox.key,
    requestsPer5Seconds: () => limit.requests,
    clock: systemClock,
    logger: { ...silent, debug: (_, facts) => void statuses.push(facts?.['status']) },
  });
  const book = new Book(connection);
  const { signal } = new AbortController();
  await book.loadPage(0, { signal });
  await sandbox.control('POST', 'reset');
  const began = performance.now();
  const { read, isComplete } = await book.search.scan(systemClock, signal);
  const ms = performance.now() - began;
  if (read !== contacts || !isComplete) throw new Error(`read ${read}`);
  if (statuses.some((status) => status !== 200)) throw new Error(`answers: ${new Set(statuses)}`);
  const { requests } = JSON.parse(await sandbox.control('GET', 'stats'));
  const pages = Math.ceil(contacts / 100);
  if (requests['GET /contacts'] !== pages) throw new Error(JSON.stringify(requests));
  return ms;
}

const silent: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** @param waits whether to keep to the rate limit, by waiting for the next window of a server that counts in windows */
async function bare({ url, key }: Sandbox, contacts: number, waits = false): Promise<number> {
  const offsets = Array.from({ length: Math.ceil(contacts / 100) }, (_, page) => page * 100);
  const headers = { authorization: `Bearer ${key}` };
  const worker = async (some: number[]) => {
    for (let offset = some.shift(); offset !== undefined; offset = some.shift()) {
      const response = await fetch(`${url}/contacts?offset=${offset}`, { headers });
      await response.text();
      if (response.status !== 200) throw new Error(`offset ${offset}: ${response.status}`);
    }
  };
  const began = performance.now();
  while (offsets.length > 0) {
    const some = offsets.splice(0, waits ? limit.requests : offsets.length);
    const windowBegan = performance.now();
    await Promise.all(Array.from({ length: inFlight }, () => worker(some)));
    // A little more, since the server's window begins when the first request has arrived.
    if (offsets.length > 0) await sleep(windowBegan + limit.ms + 20 - performance.now());
  }
  return performance.now() - began;
}
