import { auditContact } from '../../src/core/audit/auditContact.ts';
import type { AuditContext } from '../../src/core/audit/auditRule.ts';
import { createPhoneFacts } from '../../src/core/audit/phoneFacts.ts';
import { BookSearch } from '../../src/core/book/search/bookSearch.ts';
import type { ProblemFinder } from '../../src/core/book/search/entryProblems.ts';
import { groupContacts } from '../../src/core/book/search/groupContacts.ts';
import { PersonNames } from '../../src/core/book/search/personNames.ts';
import { type Grouping, readQuery } from '../../src/core/book/search/searchQuery.ts';
import { ShownMatches } from '../../src/core/book/search/shownMatches.ts';
import { type Contact, rowsOf, textOf } from '../../src/core/contact/contact.ts';
import type { BenchRow } from '../support/bench.ts';
import { inventedContacts } from '../support/manyContacts.ts';
import { median } from '../support/percentile.ts';

const sizes = [100_000, 1_000_000];
const rounds = 5;
const people = new PersonNames([{ id: '504102', name: 'Анна Белова' }]);

const context: AuditContext = {
  phones: createPhoneFacts(),
  country: 'RU',
  userIds: new Set(['504101', '504102', '504103']),
  isOn: () => true,
};
const problemsOf: ProblemFinder = (contact) =>
  auditContact(contact, context).map(({ rule: { id }, severity }) => ({ rule: id, severity }));

/** What people filter by, and the same by hand. */
const filters: readonly (readonly [string, (contact: Contact) => boolean])[] = [
  ['messenger:telegram', (contact) => rowsOf(contact).some((row) => row.chatType === 'telegram')],
  ['responsible:анна', ({ responsibleUserId }) => responsibleUserId === '504102'],
  ['has:uri', ({ uri }) => textOf(uri) !== ''],
  ['no:chat', (contact) => !rowsOf(contact).some((row) => textOf(row.chatId) !== '')],
  ['id:crm-*', ({ id }) => /^crm-.*$/.test(id)],
  ['problem:any', (contact) => problemsOf(contact).length > 0],
];

const groupings: readonly (readonly [Grouping, (contact: Contact) => readonly unknown[]])[] = [
  ['responsible', ({ responsibleUserId }) => [responsibleUserId]],
  ['messenger', (contact) => [...new Set(rowsOf(contact).map(({ chatType }) => chatType))]],
];

/**
 * The time until the first few hundred of those that fit a filter are known, and how many fit; and that until all groups
 * are. The baseline is a plain `filter`, or count, over the contacts as parsed, which keeps all of them in memory. For
 * `problem:any` the first time is measured, too: each contact is checked once.
 */
export async function run(report: (row: BenchRow) => void): Promise<void> {
  const { signal } = new AbortController();
  for (const size of sizes) {
    const contacts = inventedContacts(size);
    const search = searchOf(contacts);
    search.index.problems.findBy(async () => problemsOf);
    const tell = (name: string, value: number, baseline: number) => {
      const count = size.toLocaleString('en');
      report({
        name: `filter: ${count} contacts, ${name}`,
        value,
        unit: 'ms',
        baseline,
        ratio: value / baseline,
      });
    };
    for (const [query, fits] of filters) {
      const show = async () => {
        const matches = new ShownMatches(readQuery(query));
        await matches.update(search, people, signal);
        return matches.total;
      };
      const plain = () => contacts.filter(fits).length;
      const first = [await timed(show), await timed(plain)] as const;
      if (query === 'problem:any') tell(`${query} for the first time`, ...first);
      if ((await show()) !== plain()) throw new Error(`${query}: ${await show()}, ${plain()}`);
      tell(query, await medianTime(show), await medianTime(plain));
    }
    for (const [by, keysOf] of groupings) {
      const group = () => groupContacts(search.index, [], by, { signal, people });
      const plain = () => countBy(contacts, keysOf);
      const { groups } = await group();
      const none = by === 'messenger' ? 1 : 0;
      if (groups.length - none !== plain().size) throw new Error(`groups by ${by}`);
      tell(`groups by ${by}`, await medianTime(group), await medianTime(plain));
    }
  }
}

function searchOf(contacts: readonly Contact[]): BookSearch {
  const search = new BookSearch({
    list: () => Promise.reject(new Error('nothing is to be read')),
    count: () => undefined,
    all: () => undefined,
    adopt: async () => {},
    turn: async () => {},
  });
  search.learn(contacts);
  while (search.index.prepareNext()) {}
  return search;
}

function countBy(contacts: readonly Contact[], keysOf: (contact: Contact) => readonly unknown[]) {
  const counts = new Map<unknown, number>();
  for (const contact of contacts) {
    for (const key of keysOf(contact)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

async function medianTime(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await timed(work));
  return median(times);
}

/** Milliseconds. */
async function timed(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
