import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import UFuzzy from '@leeoniya/ufuzzy';
import MiniSearch from 'minisearch';
import { ContactIndex } from '../../src/core/book/search/contactIndex.ts';
import { PersonNames } from '../../src/core/book/search/personNames.ts';
import { search } from '../../src/core/book/search/search.ts';
import { readQuery } from '../../src/core/book/search/searchQuery.ts';
import { type Contact, rowsOf, textOf } from '../../src/core/contact/contact.ts';
import type { BenchRow } from '../support/bench.ts';
import { invented } from '../support/manyContacts.ts';
import { percentile } from '../support/percentile.ts';

/** By number of contacts: how long a keystroke may take, in ms. */
const sizes = [
  [100_000, 16],
  [1_000_000, 160],
] as const;
/** What a contact may take of the memory. */
const bytesAllowed = 600;
/** What people type, letter by letter. */
const typed = ['петрова анна', 'anna.k', '+7 901 123-45', '8 903 77', 'crm-4711', 'зоя', 'example'];
const people = new PersonNames([{ id: '504101', name: 'Анна Белова' }]);

/** A way to search. */
interface Searched {
  /** Bytes a contact. */
  readonly memory: number;
  /** Microseconds a contact, to make it ready for search. */
  readonly indexing: number;
  /** 95th percentile of the time from a keystroke to its results, over everything typed letter by letter, in ms. */
  readonly keystroke: number;
}

/**
 * The time from a keystroke to its results, the memory that a contact takes and the time to make it ready for search.
 * Beside what is allowed the baselines are: a plain `includes` over one string for each contact, uFuzzy over the same
 * strings, and MiniSearch with a field for each kind of text, for 100,000 contacts only: a million take it a minute to
 * index, gigabytes, and seconds a keystroke. None of them holds the contacts themselves; `includes` knows no order of
 * merit, and MiniSearch finds beginnings of words only.
 */
export async function run(report: (row: BenchRow) => void): Promise<void> {
  for (const [size, msAllowed] of sizes) {
    const own = await measure(ownIndex, size);
    const tell = (name: string, unit: string, value: number, baseline: number) => {
      const count = size.toLocaleString('en');
      report({
        name: `search: ${count} contacts, ${name}`,
        value,
        unit,
        baseline,
        ratio: value / baseline,
      });
    };
    tell('keystroke p95, to what is allowed', 'ms', own.keystroke, msAllowed);
    tell('memory a contact, to what is allowed', 'bytes', own.memory, bytesAllowed);
    for (const [name, make, most] of others) {
      if (size > most) continue;
      const other = await measure(make, size);
      tell(`keystroke p95, to ${name}`, 'ms', own.keystroke, other.keystroke);
      tell(`memory a contact, to ${name}`, 'bytes', own.memory, other.memory);
      tell(`indexing a contact, to ${name}`, 'µs', own.indexing, other.indexing);
    }
  }
}

/** Makes so many contacts ready for search; returns what finds a query. */
type Make = (size: number) => (query: string) => Promise<void> | void;

const ownIndex: Make = (size) => {
  const index = new ContactIndex();
  for (let number = 0; number < size; number++) index.put(invented(number));
  while (index.prepareNext()) {}
  const { signal } = new AbortController();
  return async (query) =>
    void (await search(index, readQuery(query), { signal, limit: 100, people }));
};

/** By name, with the number of contacts beyond which a baseline takes minutes and gigabytes. */
const others: readonly (readonly [string, Make, number])[] = [
  [
    'includes',
    (size) => {
      const texts = inventedTexts(size);
      return (query) => {
        const words = query.toLowerCase().split(' ');
        let found = 0;
        for (const text of texts) if (words.every((word) => text.includes(word))) found += 1;
        if (found > texts.length) throw new Error('cannot be');
      };
    },
    1_000_000,
  ],
  [
    'uFuzzy',
    (size) => {
      const texts = [...inventedTexts(size)];
      const fuzzy = new UFuzzy({ alpha: 'a-zа-яё' });
      return (query) => void fuzzy.search(texts, query);
    },
    1_000_000,
  ],
  [
    'MiniSearch',
    (size) => {
      const mini = new MiniSearch({ fields: ['name', 'numbers', 'accounts', 'id', 'uri'] });
      for (let number = 0; number < size; number++) mini.add(fieldsOf(invented(number)));
      return (query) => void mini.search(query, { prefix: true, combineWith: 'AND' });
    },
    100_000,
  ],
];

async function measure(make: Make, size: number): Promise<Searched> {
  const before = await memory();
  const began = performance.now();
  const find = make(size);
  const indexing = ((performance.now() - began) * 1000) / size;
  const bytes = ((await memory()) - before) / size;
  return { memory: bytes, indexing, keystroke: await percentile95(find) };
}

function inventedTexts(size: number): readonly string[] {
  return Array.from({ length: size }, (_, number) =>
    JSON.stringify(invented(number)).toLowerCase(),
  );
}

function fieldsOf(contact: Contact) {
  const rows = rowsOf(contact);
  const joined = (texts: readonly unknown[]) => texts.map(textOf).join(' ');
  return {
    id: contact.id,
    name: textOf(contact.name),
    numbers: joined(rows.map(({ chatId }) => chatId)),
    accounts: joined(rows.map(({ username }) => username)),
    uri: textOf(contact.uri),
  };
}

async function percentile95(find: (query: string) => Promise<void> | void): Promise<number> {
  const queries = typed.flatMap((text) => Array.from(text, (_, index) => text.slice(0, index + 1)));
  const times: number[] = [];
  for (const query of [...queries, ...queries]) {
    const began = performance.now();
    await find(query);
    times.push(performance.now() - began);
  }
  // The first time warms up.
  return percentile(times.slice(queries.length), 0.95);
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
