import { startSandbox } from '../../src/sandbox/sandbox.ts';
import type { BenchRow } from '../support/bench.ts';
import { median } from '../support/percentile.ts';

const million = 1_000_000;
/** Every page is read once, as those who page through do. */
const samples = 200;

/**
 * The stand-in API with a million contacts: its first page right after the start, and pages at any offset, before and
 * after writes and deletions all over the list. The baseline is a page of a sandbox with 100 contacts in the same run.
 */
export async function run(report: (row: BenchRow) => void): Promise<void> {
  const rate = { requests: 1_000_000, seconds: 5 };
  const small = await startSandbox({ contacts: 100, rate });
  const large = await startSandbox({ contacts: million, rate });
  try {
    const first = await timed(() => page(large, 0));
    for (let warm = 0; warm < samples; warm += 1) {
      await page(small, 0);
      await page(large, offsetOf(warm));
    }
    const baseline = await medianTime(() => page(small, 0));
    const tell = (name: string, value: number) =>
      report({ name, value, unit: 'ms', baseline, ratio: value / baseline });
    tell('sandbox: first page of 1,000,000 after the start', first);
    tell(
      'sandbox: a page at any offset of 1,000,000',
      await medianTime((n) => page(large, offsetOf(n))),
    );
    await changeEverywhere(large);
    tell(
      'sandbox: the same after 20,000 changes',
      await medianTime((n) => page(large, offsetOf(n))),
    );
  } finally {
    await small.close();
    await large.close();
  }
}

interface Place {
  readonly url: string;
  readonly key: string;
}

async function page({ url, key }: Place, offset: number): Promise<string> {
  const headers = { authorization: `Bearer ${key}` };
  const response = await fetch(`${url}/contacts?offset=${offset}`, { headers });
  if (response.status !== 200) throw new Error(`offset ${offset}: ${response.status}`);
  return response.text();
}

/** Offsets all over the list, no two alike. */
function offsetOf(sample: number): number {
  return (sample * 500_009) % (million - 100);
}

async function changeEverywhere(place: Place): Promise<void> {
  const control = new URL('/__sandbox/contacts', place.url);
  const deleted: string[] = [];
  for (let sample = 0; sample < samples; sample += 1) {
    const { data } = JSON.parse(await page(place, offsetOf(sample)));
    for (const { id } of data) deleted.push(id);
  }
  const added = deleted
    .slice(0, deleted.length / 2)
    .map((id) => ({ id: `${id}+`, contactData: [] }));
  await fetch(control, {
    method: 'DELETE',
    body: JSON.stringify(deleted.slice(deleted.length / 2)),
  });
  await fetch(control, { method: 'POST', body: JSON.stringify(added) });
}

async function medianTime(work: (sample: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let sample = 0; sample < samples; sample += 1) times.push(await timed(() => work(sample)));
  return median(times);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
