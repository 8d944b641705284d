import { readAccountId } from '../../src/core/accountId.ts';
import { Audit, idsByRule } from '../../src/core/audit/audit.ts';
import { createPhoneFacts } from '../../src/core/audit/phoneFacts.ts';
import { BookSearch } from '../../src/core/book/search/bookSearch.ts';
import type { ContactIndex } from '../../src/core/book/search/contactIndex.ts';
import { groupContacts } from '../../src/core/book/search/groupContacts.ts';
import { PersonNames } from '../../src/core/book/search/personNames.ts';
import { readQuery } from '../../src/core/book/search/searchQuery.ts';
import { ShownMatches } from '../../src/core/book/search/shownMatches.ts';
import { TimeSlices } from '../../src/core/book/timeSlices.ts';
import { readTemplate } from '../../src/core/change/fieldTemplate.ts';
import { countMovedChats, type FieldWishes, planFields } from '../../src/core/change/planFields.ts';
import { planReassign, spreadEvenly } from '../../src/core/change/planReassign.ts';
import type { Contact } from '../../src/core/contact/contact.ts';
import { systemClock } from '../../src/host/systemClock.ts';
import type { BenchRow } from '../support/bench.ts';
import { longestBlock } from '../support/longestBlock.ts';
import { invented, inventedContacts } from '../support/manyContacts.ts';

const million = 1_000_000;
const selected = 250_000;
const msAllowed = 50;
const people = new PersonNames([{ id: '504102', name: 'Анна Белова' }]);
const keystrokes = ['п', 'crm', 'example', '+7', 'анна петров', '"анна"'];
const filters = [
  'messenger:telegram',
  'responsible:анна',
  'has:uri',
  'id:crm-*',
  'problem:any',
  '',
];

/**
 * For how long the extension host can do nothing else, at a million contacts: while they are read, searched, filtered,
 * put into groups, all handed on and checked by every rule, and while it is planned what many of them shall become. The baseline is what is allowed.
 */
export async function run(report: (row: BenchRow) => void): Promise<void> {
  const { signal } = new AbortController();
  const tell = async (name: string, work: () => unknown, runs?: number) => {
    const value = await longestBlock(work, runs);
    const [unit, baseline] = ['ms', msAllowed] as const;
    report({ name: `blocks: ${name}`, value, unit, baseline, ratio: value / baseline });
  };
  let search = emptySearch(million);
  // Anew each time, since the first reading is the one that packs all.
  const read = async () => {
    search = emptySearch(million);
    await search.scan(systemClock, signal);
  };
  await tell('reading 1,000,000 contacts', read, 2);
  await tell('reading them again', () => search.scan(systemClock, signal), 2);
  const find = (query: string, limit?: number) =>
    search.find(readQuery(query), { signal, people, ...(limit === undefined ? {} : { limit }) });
  // What is typed while they are read.
  await find('x', 100);
  for (const query of keystrokes) await tell(`finding ${query}`, () => find(query, 100));
  for (const query of filters) {
    const show = () => new ShownMatches(readQuery(query)).update(search, people, signal);
    await tell(`filtering by ${query || 'nothing'}`, show, query === 'problem:any' ? 1 : 3);
  }
  for (const by of ['responsible', 'messenger'] as const) {
    const group = () => groupContacts(search.index, [], by, { signal, people });
    await tell(`groups by ${by}`, group);
  }
  await tell('finding all', () => find(''));
  await tell('finding all that hold a text', () => find('example'));
  await tell('handing on all', () => search.contacts([], { signal, people }), 2);
  await tell('checking all', () => checkAll(search, signal), 2);
  await tellPlans(tell, signal);
}

async function checkAll({ index }: BookSearch, signal: AbortSignal): Promise<void> {
  const slices = new TimeSlices(signal);
  const userIds = new Set(['504101', '504102']);
  const facts = { phones: createPhoneFacts(), country: 'RU', userIds, isOn: () => true } as const;
  const audit = new Audit(facts, (id) => index.contact(id));
  await audit.checkAll(contactsOf(index), slices);
  await idsByRule(await audit.problems(slices), slices);
}

function* contactsOf(index: ContactIndex): Generator<Contact> {
  for (const entry of index.entries()) yield index.contactAt(entry);
}

/** What many selected contacts shall become. */
async function tellPlans(
  tell: (name: string, work: () => unknown) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const accountId = readAccountId('bench');
  if (!accountId) throw new Error('"bench" is an account id');
  const contacts = inventedContacts(selected);
  const edited = { accountId, contacts, signal };
  const count = selected.toLocaleString('en');
  await tell(`planning to reassign ${count}`, async () =>
    planReassign(edited, await spreadEvenly(edited, ['504101', '504102', '504104'])),
  );
  const read = readTemplate('https://crm.example/c/{phone}');
  if ('problem' in read) throw new Error('it is a template');
  const wishes: FieldWishes = {
    uri: read.template,
    replaceMessenger: { chatType: 'whatsapp', chatId: [{ text: '79000000000' }] },
  };
  const facts = { nameOf: () => undefined, messengerName: (chatType: string) => chatType };
  await tell(`planning to set fields of ${count}`, async () =>
    countMovedChats(await planFields(edited, wishes, facts), wishes, signal),
  );
}

/** A search over a list of its own, whose pages come one by one, without any request. */
function emptySearch(count: number): BookSearch {
  return new BookSearch({
    list: async (offset) => {
      await new Promise((resolve) => setImmediate(resolve));
      const rows = Math.max(0, Math.min(100, count - offset));
      const contacts = Array.from({ length: rows }, (_, row) => invented(offset + row));
      return { offset, rows, contacts, count };
    },
    count: () => count,
    all: () => undefined,
    adopt: async () => {},
    turn: async () => {},
  });
}
