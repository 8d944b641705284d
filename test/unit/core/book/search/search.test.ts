import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { ContactIndex } from '../../../../../src/core/book/search/contactIndex.ts';
import { PersonNames } from '../../../../../src/core/book/search/personNames.ts';
import { search } from '../../../../../src/core/book/search/search.ts';
import { readQuery } from '../../../../../src/core/book/search/searchQuery.ts';
import { type Contact, rowsOf, textOf } from '../../../../../src/core/contact/contact.ts';

const { signal } = new AbortController();
const people = new PersonNames([
  { id: '7', name: 'Анна Белова' },
  { id: '8', name: 'John Smith' },
]);

function card(id: string, name: unknown, more: Partial<Contact> = {}): Contact {
  return {
    id,
    responsibleUserId: '7',
    name,
    contactData: [{ chatType: 'whatsapp', chatId: '79011112233' }],
    ...more,
  };
}

function indexOf(...contacts: readonly Contact[]): ContactIndex {
  const index = new ContactIndex();
  for (const contact of contacts) index.put(contact);
  return index;
}

/** The ids of what is found, best first. */
async function find(index: ContactIndex, query: string, limit = 100): Promise<readonly string[]> {
  const { entries } = await search(index, readQuery(query), { signal, limit, people });
  return entries.map((entry) => index.contactAt(entry).id);
}

const sorted = (ids: readonly string[]) => [...ids].sort();

describe('Searching contacts', () => {
  const index = indexOf(
    card('crm-1', 'Ефимова Алёна'),
    card('crm-2', 'Анна Петрова', {
      contactData: [
        { chatType: 'telegram', chatId: '5550001', username: 'anna_p', phone: '79035557788' },
      ],
      uri: 'https://crm.example.com/c/42',
    }),
    card('crm-3', 'José Ferrán', { responsibleUserId: '8', contactData: [] }),
    card('x/4', 'Joanna', {
      contactData: [{ chatType: 'instagram', chatId: 'joanna.shop' }],
      responsibleUserId: '9',
    }),
    card('crm-6', '美丽花店', { contactData: [{ chatType: 'vk', chatId: 'shop' }] }),
    card('crm-7', '丽店'.replace('店', String.fromCharCode('花'.charCodeAt(0) + 96 * 3)), {
      contactData: [{ chatType: 'vk', chatId: 'shop2' }],
    }),
    card('crm-5', null, { contactData: [{ chatType: 'tgapi', chatId: null }] }),
  );

  for (const [query, ids] of [
    ['алена', ['crm-1']],
    ['ЕФИМ', ['crm-1']],
    ['jose', ['crm-3']],
    ['ferran', ['crm-3']],
    ['петрова анна', ['crm-2']],
    ['anna', ['x/4', 'crm-2']],
    ['+7 (901) 111-22-33', ['crm-1']],
    ['8 901 111', ['crm-1']],
    ['89011112233', ['crm-1']],
    ['9011112233', ['crm-1']],
    ['7903', ['crm-2']],
    ['111 22', ['crm-1']],
    ['joanna.shop', ['x/4']],
    ['example.com/c/42', ['crm-2']],
    ['smith', ['crm-3']],
    ['crm-5', ['crm-5']],
    ['петрова 8 903 555-77-88', ['crm-2']],
    ['nobody', []],
    ['', ['crm-1', 'crm-2', 'crm-3', 'x/4', 'crm-6', 'crm-7', 'crm-5']],
    ['no:responsible', []],
    ['has:name no:chat', ['crm-3']],
    ['messenger:telegram', ['crm-2']],
    ['messenger:tgapi', ['crm-5']],
    ['responsible:smith', ['crm-3']],
    ['responsible:9', ['x/4']],
    ['has:uri', ['crm-2']],
    ['-has:uri id:crm-*', ['crm-1', 'crm-3', 'crm-5', 'crm-6', 'crm-7']],
    ['no:chat', ['crm-3', 'crm-5']],
    ['problem:any', ['crm-3', 'crm-5']],
    ['"ефимова алена"', ['crm-1']],
    ['"алена ефимова"', []],
    ['id:crm-* -анна', ['crm-3']],
    ['美', ['crm-6']],
    ['花店', ['crm-6']],
    ['-messenger:whatsapp -messenger:instagram has:chat', ['crm-2', 'crm-6', 'crm-7']],
    ['nothing:known', []],
  ] as const) {
    it(`finds [${ids.join(', ')}] by "${query}"`, async () => {
      assert.deepEqual(sorted(await find(index, query)), sorted(ids));
    });
  }

  it('puts the best first: whole fields, their beginnings, words, and then the rest', async () => {
    const ranked = indexOf(
      card('1', 'Joanna'),
      card('2', 'Petrova Anna'),
      card('3', 'Anna Petrova'),
      card('4', 'Anna'),
      card('anna', 'Somebody'),
    );
    assert.deepEqual(await find(ranked, 'anna'), ['4', 'anna', '3', '2', '1']);
    assert.deepEqual(await find(ranked, 'anna', 2), ['4', 'anna']);
  });

  it('puts names first that have the words of a query in their order, next to each other', async () => {
    const cards = indexOf(
      card('turned', 'Алёна Ефимова'),
      card('between', 'Ефимова Б. Алёна'),
      card('more', 'Ефимова Алёна Петровна'),
      card('whole', 'Ефимова Алёна'),
    );
    assert.deepEqual(await find(cards, 'ефимова ал'), ['more', 'whole', 'turned', 'between']);
    assert.deepEqual(await find(cards, 'ефимова алена'), ['whole', 'more', 'turned', 'between']);
    assert.deepEqual(await find(cards, 'алена ефимова'), ['turned', 'between', 'more', 'whole']);
  });

  it('knows the latest state of each contact only', async () => {
    const changing = indexOf(card('1', 'Anna'), card('2', 'Bella'));
    assert.equal(changing.put(card('1', 'Anna')), 'same');
    assert.equal(changing.put(card('1', 'Clara')), 'changed');
    assert.equal(changing.put(card('3', 'Anna')), 'added');
    assert.ok(changing.remove('2'));
    assert.ok(!changing.remove('2'));
    assert.deepEqual(await find(changing, 'anna'), ['3']);
    assert.deepEqual(await find(changing, 'clara'), ['1']);
    assert.deepEqual(await find(changing, 'bella'), []);
    assert.equal(changing.size, 2);
    assert.equal(changing.contact('2'), undefined);
    assert.equal(changing.contact('1')?.name, 'Clara');
  });

  it('finds exactly what a look through all texts finds', async () => {
    const letters = fc.constantFrom(...'abянёeé1 ');
    const text = fc.string({ unit: letters, maxLength: 6 });
    const contacts = fc.array(
      fc.record({
        name: text,
        chatId: text,
        username: fc.option(text, { nil: undefined }),
        uri: text,
      }),
      { maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(
        contacts,
        fc.string({ unit: letters, maxLength: 3 }),
        async (cards, query) => {
          const some = cards.map(({ name, chatId, username, uri }, at) =>
            card(`id${at}`, name, {
              uri,
              contactData: [{ chatType: 'telegram', chatId, username }],
              responsibleUserId: '0',
            }),
          );
          const words = readQuery(query).length === 0 ? [] : query.trim().split(/\s+/).map(plain);
          const isNumber = words.length > 0 && words.every((word) => /^\d+$/.test(word));
          if (isNumber && words.length > 1) return;
          const expected = some.filter((contact) =>
            words.every((word) => textsOf(contact).some((one) => one.includes(word))),
          );
          assert.deepEqual(
            sorted(await find(indexOf(...some), query)),
            sorted(expected.map(({ id }) => id)),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('keeps any text there is, and ends for any query', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary' }), { maxLength: 5 }),
        fc.string({ unit: 'binary' }),
        async (names, query) => {
          const some = names.map((name, at) =>
            card(`id${at}`, name, { contactData: [{ chatType: name, chatId: name }] }),
          );
          const filled = indexOf(...some);
          for (const contact of some) assert.deepEqual(filled.contact(contact.id), contact);
          await find(filled, query);
          for (const contact of some) {
            const name = textOf(contact.name);
            if (readQuery(`"${name}"`).length !== 1 || name.includes('"')) continue;
            assert.ok((await find(filled, `"${name}"`)).includes(contact.id), JSON.stringify(name));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('lets other work go on, and ends when it is called off', async () => {
    const many = new ContactIndex();
    for (let number = 0; number < 50_000; number++)
      many.put(card(`id-${number}`, `Name ${number}`));
    const controller = new AbortController();
    const searching = search(many, readQuery('problem:any'), {
      signal: controller.signal,
      people,
    });
    setImmediate(() => controller.abort(new Error('typed on')));
    await assert.rejects(searching, /typed on/);
  });

  it('ends when it is called off before it had to wait for others', async () => {
    const controller = new AbortController();
    const searching = search(indexOf(card('1', 'Anna')), readQuery('anna'), {
      signal: controller.signal,
      people,
    });
    controller.abort(new Error('typed on'));
    await assert.rejects(searching, /typed on/);
  });

  it('counts up to what anybody would look at, and says that there are more', async () => {
    const many = new ContactIndex();
    for (let number = 0; number < 30_000; number++)
      many.put(card(`id-${number}`, `Name ${number}`));
    const result = await search(many, readQuery('name'), { signal, limit: 10, people });
    assert.equal(result.entries.length, 10);
    assert.equal(result.isCut, true);
    const all = await search(many, readQuery('name'), { signal, people });
    assert.deepEqual([all.total, all.isCut, all.entries.length], [30_000, false, 30_000]);
    const counted = await search(many, readQuery('name'), {
      signal,
      limit: 10,
      countsAll: true,
      people,
    });
    assert.deepEqual([counted.total, counted.isCut, counted.entries.length], [30_000, false, 10]);
  });

  it('leaves a contact where it stood when it is changed, also in front of a limit', async () => {
    const list = indexOf(...['a', 'b', 'c', 'd', 'e'].map((id) => card(id, `Same ${id}`)));
    list.put(card('b', 'Same other'));
    assert.deepEqual(await find(list, 'same', 3), ['a', 'b', 'c']);
    assert.deepEqual(await find(list, 'messenger:whatsapp'), ['a', 'b', 'c', 'd', 'e']);
  });

  it('shows thousands that fit alike in the order in which they were first seen, whatever was changed since', async () => {
    const count = 10_000;
    const many = new ContactIndex();
    const put = (number: number, name: string) => many.put(card(`crm-${number}`, name));
    for (let number = 0; number < count; number++) put(number, 'Anna');
    for (let number = 0; number < count; number += 2) put((number * 7) % count, 'Anna B.');
    const expected = Array.from({ length: count }, (_, number) => `crm-${number}`);
    assert.deepEqual(await find(many, '', Number.POSITIVE_INFINITY), expected);
    assert.deepEqual(await find(many, '', 500), expected.slice(0, 500));
    const changed = await find(many, 'b', Number.POSITIVE_INFINITY);
    assert.deepEqual(
      changed,
      expected.filter((_, number) => number % 2 === 0),
    );
  });
});

function plain(text: string): string {
  return text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
}

function textsOf(contact: Contact): readonly string[] {
  const rows = rowsOf(contact).flatMap((row) => [textOf(row.chatId), textOf(row.username)]);
  return [textOf(contact.name), contact.id, textOf(contact.uri), ...rows].map(plain);
}
