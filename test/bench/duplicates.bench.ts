import { findDuplicates } from '../../src/core/audit/duplicates/findDuplicates.ts';
import { ContactIndex } from '../../src/core/book/search/contactIndex.ts';
import { type Contact, rowsOf } from '../../src/core/contact/contact.ts';
import type { BenchRow } from '../support/bench.ts';
import { inventedContacts } from '../support/manyContacts.ts';
import { median } from '../support/percentile.ts';

const size = 100_000;
const rounds = 3;

/**
 * The time in which duplicates are found among contacts of which every tenth has one, spelling and numbers in other
 * messengers considered. The baseline is a plain grouping by messenger and chatId, letter by letter, over the contacts as
 * parsed, which keeps all of them in memory.
 */
export async function run(report: (row: BenchRow) => void): Promise<void> {
  const { signal } = new AbortController();
  const originals = inventedContacts(size);
  const contacts = [
    ...originals,
    ...originals
      .filter((_, number) => number % 10 === 1)
      .map((contact) => ({ ...contact, id: `twin-${contact.id}` })),
  ];
  const index = new ContactIndex();
  for (const contact of contacts) index.put(contact);
  const find = () => findDuplicates(index, { country: 'RU', signal });
  const plain = () => [...holders(contacts).values()].filter((ids) => ids.length > 1).length;
  if ((await find()).length < size / 10 - size / 997) throw new Error('not all were found');
  const value = await medianTime(find);
  const baseline = await medianTime(plain);
  const name = `duplicates: ${contacts.length.toLocaleString('en')} contacts`;
  report({ name, value, unit: 'ms', baseline, ratio: value / baseline });
}

function holders(contacts: readonly Contact[]): ReadonlyMap<string, readonly string[]> {
  const ids = new Map<string, string[]>();
  for (const contact of contacts) {
    for (const row of rowsOf(contact)) {
      const key = `${row.chatType} ${row.chatId}`;
      const known = ids.get(key);
      if (known) known.push(contact.id);
      else ids.set(key, [contact.id]);
    }
  }
  return ids;
}

async function medianTime(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return median(times);
}
