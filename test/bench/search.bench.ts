import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ContactIndex } from '../../src/core/book/search/contactIndex.ts';
import { PersonNames } from '../../src/core/book/search/personNames.ts';
import { search } from '../../src/core/book/search/search.ts';
import { readQuery } from '../../src/core/book/search/searchQuery.ts';
import type { Contact } from '../../src/core/contact/contact.ts';
import type { BenchRow } from '../support/bench.ts';
import { percentile } from '../support/percentile.ts';

const sizes = [100_000, 1_000_000];
/** What people type, letter by letter. */
const typed = ['петрова анна', 'anna.k', '+7 901 123-45', '8 903 77', 'crm-4711', 'зоя', 'example'];
const firstNames = [
  'Анна',
  'Иван',
  'Алёна',
  'José',
  'Mary',
  'Юрий',
  'Зоя',
  'Пётр',
  'Diego',
  'Emma',
];
const lastNames = ['Петров', 'Смирнов', 'Gómez', 'Ортега', 'Miller', 'Ефимов', 'Белов', 'Цветков'];
const people = new PersonNames([{ id: '504101', name: 'Анна Белова' }]);

/**
 * The time from a keystroke to its results: the 95th percentile over everything typed letter by letter. The baseline is
 * a plain `includes` over one string for each contact, which keeps all of them in memory and knows no order of merit.
 */
export async function run(report: (row: BenchRow) => void): Promise<void> {
  for (const size of sizes) {
    const before = await memory();
    const index = new ContactIndex();
    for (let number = 0; number < size; number++) index.put(contactOf(number));
    while (index.prepareNext()) {}
    const bytes = ((await memory()) - before) / size;
    const name = `search: ${size.toLocaleString('en')} contacts`;
    const texts = Array.from({ length: size }, (_, number) => textOf(contactOf(number)));
    const value = await percentile95((query) => find(index, query));
    const baseline = await percentile95(async (query) => includes(texts, query));
    report({
      name: `${name}, keystroke p95`,
      value,
      unit: 'ms',
      baseline,
      ratio: value / baseline,
    });
    report({
      name: `${name}, memory`,
      value: bytes,
      unit: 'bytes',
      baseline: 600,
      ratio: bytes / 600,
    });
  }
}

async function find(index: ContactIndex, query: string): Promise<void> {
  const { signal } = new AbortController();
  await search(index, readQuery(query), { signal, limit: 100, people });
}

function includes(texts: readonly string[], query: string): void {
  const words = query.toLowerCase().split(' ');
  let found = 0;
  for (const text of texts) if (words.every((word) => text.includes(word))) found += 1;
  if (found > texts.length) throw new Error('cannot be');
}

async function percentile95(work: (query: string) => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (const text of typed) {
    for (let length = 1; length <= text.length; length++) {
      const began = performance.now();
      await work(text.slice(0, length));
      times.push(performance.now() - began);
    }
  }
  return percentile(times, 0.95);
}

/** A contact with invented data; the same for the same number. */
function contactOf(number: number): Contact {
  const of = <T>(list: readonly T[], step: number): T | undefined =>
    list[Math.floor(number / step) % list.length];
  const phone = `79${String((number * 7_919_317) % 1_000_000_000).padStart(9, '0')}`;
  return {
    id: `crm-${number.toString().padStart(7, '0')}`,
    responsibleUserId: '504101',
    name: `${of(lastNames, 1)} ${of(firstNames, 8)}`,
    contactData: [
      { chatType: 'whatsapp', chatId: phone },
      ...(number % 3 === 0
        ? [{ chatType: 'telegram', chatId: String(number * 31), username: `user_${number}` }]
        : []),
    ],
    ...(number % 2 === 0 && { uri: `https://crm.example.com/contacts/${number}` }),
  };
}

function textOf(contact: Contact): string {
  return JSON.stringify(contact).toLowerCase();
}

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** Bytes in use, inside and outside of the heap. */
async function memory(): Promise<number> {
  // What stands outside of the heap is let go of only some time after what held it.
  for (let round = 0; round < 3; round++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { heapUsed, arrayBuffers, external } = process.memoryUsage();
  return heapUsed + Math.max(arrayBuffers, external);
}
