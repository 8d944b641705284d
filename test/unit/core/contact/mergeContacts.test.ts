import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { sameContact } from '../../../../src/core/contact/compareContacts.ts';
import type { Contact } from '../../../../src/core/contact/contact.ts';
import {
  type ContactMerge,
  mergeContacts,
  type Side,
} from '../../../../src/core/contact/mergeContacts.ts';
import { anyContact } from './contactArbitraries.ts';

const row = (chatId: string, more: object = {}) => ({ chatType: 'whatsapp', chatId, ...more });
const telegram = (username: string) => ({ chatType: 'telegram', username });
const card: Contact = {
  id: '1',
  responsibleUserId: 'user-7',
  name: 'Anna',
  contactData: [row('1'), row('2'), row('3')],
  uri: 'https://crm.example.com/1',
};
const withRows = (...contactData: readonly unknown[]): Contact => ({ ...card, contactData });

const all = (side: Side) => () => side;
const merged = (merge: ContactMerge) => {
  assert.deepEqual(merge.conflicts, []);
  return merge.resolve(() => assert.fail('nobody has to choose'));
};
const assertSame = (actual: Contact, expected: Contact) =>
  assert.ok(sameContact(actual, expected), JSON.stringify({ actual, expected }));

/** Contacts with few values, so that versions of one share a lot. */
const version: fc.Arbitrary<Contact> = fc.record(
  {
    id: fc.constant('1'),
    responsibleUserId: fc.constantFrom('user-1', 'user-2', null),
    name: fc.constantFrom('Anna', 'Bella', 'Clara'),
    uri: fc.constantFrom('https://crm.example.com/1', ''),
    contactData: fc.array(
      fc.record(
        {
          chatType: fc.constantFrom('whatsapp', 'telegram'),
          chatId: fc.constantFrom('1', '2', '3'),
          username: fc.constantFrom('anna', 'bella'),
        },
        { requiredKeys: ['chatType'] },
      ),
      { maxLength: 5 },
    ),
  },
  { requiredKeys: ['id'] },
);

describe('Merging what two made of a contact', () => {
  it('takes what only one side touched, from each', () => {
    const mine = { ...card, name: 'Bella' };
    const theirs: Contact = { ...card, responsibleUserId: 'user-8', uri: undefined };
    const both = merged(mergeContacts(card, mine, theirs));
    assertSame(both, { ...theirs, name: 'Bella' });
    assert.ok(!('uri' in both));
  });

  it('is the version of the side that alone changed anything, to the letter', () => {
    fc.assert(
      fc.property(fc.oneof(version, anyContact), fc.oneof(version, anyContact), (one, other) => {
        const base = { ...one, id: other.id };
        // Those that differ in nothing the API knows of stand for each other.
        if (sameContact(base, other)) return;
        assert.deepEqual(merged(mergeContacts(base, other, base)), other);
        assert.deepEqual(merged(mergeContacts(base, base, other)), other);
        assertSame(merged(mergeContacts(base, other, structuredClone(other))), other);
      }),
      { numRuns: 1000 },
    );
  });

  it('holds nothing that neither has, and loses no row that nobody removed', () => {
    const rowsOf = ({ contactData }: Contact) =>
      (Array.isArray(contactData) ? contactData : []).map((one: unknown) => JSON.stringify(one));
    fc.assert(
      fc.property(
        version,
        version,
        version,
        fc.constantFrom<Side>('mine', 'theirs'),
        (base, mine, theirs, side) => {
          const result = mergeContacts(base, mine, theirs).resolve(all(side));
          for (const one of rowsOf(result)) {
            assert.ok([...rowsOf(mine), ...rowsOf(theirs)].includes(one), one);
          }
          for (const one of rowsOf(mine)) {
            if (!rowsOf(base).includes(one) || !rowsOf(theirs).includes(one)) continue;
            assert.ok(rowsOf(result).includes(one), `lost: ${one}`);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('is the same whoever is called "mine", but for the side of the conflicts and the order of rows', () => {
    const sorted = (contact: Contact) => ({
      ...contact,
      contactData: Array.isArray(contact.contactData)
        ? contact.contactData.map((one: unknown) => JSON.stringify(one)).sort()
        : [],
    });
    fc.assert(
      fc.property(version, version, version, (base, mine, theirs) => {
        const one = mergeContacts(base, mine, theirs);
        const other = mergeContacts(base, theirs, mine);
        const isRow = ({ row: place }: { readonly row?: number }) => place !== undefined;
        const fields = (merge: ContactMerge) =>
          merge.conflicts.filter((conflict) => !isRow(conflict)).map(({ field }) => field);
        assert.deepEqual(fields(one), fields(other));
        if (one.conflicts.length > 0) return;
        assert.deepEqual(
          sorted(one.resolve(all('mine'))).contactData,
          sorted(other.resolve(all('mine'))).contactData,
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('asks where both changed the same field, each in another way', () => {
    const mine = { ...card, name: 'Bella', uri: 'https://crm.example.com/2' };
    const theirs = { ...card, name: 'Clara', responsibleUserId: 'user-8' };
    const merge = mergeContacts(card, mine, theirs);
    assert.deepEqual(merge.conflicts, [{ field: 'name', mine: 'Bella', theirs: 'Clara' }]);
    assertSame(merge.resolve(all('mine')), {
      ...mine,
      responsibleUserId: 'user-8',
    });
    assertSame(merge.resolve(all('theirs')), { ...theirs, uri: 'https://crm.example.com/2' });
  });

  it('asks whether a link is kept that one took out and the other changed', () => {
    const { uri, ...mine } = card;
    const merge = mergeContacts(card, mine, { ...card, uri: 'https://crm.example.com/2' });
    assert.deepEqual(merge.conflicts, [
      { field: 'uri', mine: undefined, theirs: 'https://crm.example.com/2' },
    ]);
    assert.ok(!('uri' in merge.resolve(all('mine'))));
  });

  it('merges rows by the chat they are of, wherever they stand', () => {
    const mine = withRows(row('1'), row('2', { username: 'two' }), row('3'), row('5'));
    const theirs = withRows(row('0'), row('1'), row('2'));
    assertSame(
      merged(mergeContacts(card, mine, theirs)),
      withRows(row('0'), row('1'), row('2', { username: 'two' }), row('5')),
    );
  });

  it('keeps the new rows of both, and one that both added once', () => {
    const mine = withRows(row('1'), row('2'), row('3'), telegram('anna'), row('8'));
    const theirs = withRows(row('1'), row('2'), row('3'), row('9'), telegram('anna'));
    assertSame(
      merged(mergeContacts(card, mine, theirs)),
      withRows(row('1'), row('2'), row('3'), row('9'), telegram('anna'), row('8')),
    );
  });

  it('asks for a row as a whole: a number does not go together with the messenger of another', () => {
    const mine = withRows(row('1'), { chatType: 'viber', chatId: '2' }, row('3'));
    const theirs = withRows(row('1'), row('22'), row('3'));
    const merge = mergeContacts(card, mine, theirs);
    assert.deepEqual(merge.conflicts, [
      {
        field: 'contactData',
        row: 2,
        mine: { chatType: 'viber', chatId: '2' },
        theirs: row('22'),
      },
    ]);
    assertSame(merge.resolve(all('mine')), mine);
    assertSame(merge.resolve(all('theirs')), theirs);
  });

  it('asks whether a row is kept that one removed and the other changed', () => {
    const mine = withRows(row('1'), row('3'));
    const theirs = withRows(row('1'), row('2', { username: 'two' }), row('3'));
    const merge = mergeContacts(card, mine, theirs);
    assert.deepEqual(merge.conflicts, [
      {
        field: 'contactData',
        row: 2,
        mine: undefined,
        theirs: row('2', { username: 'two' }),
      },
    ]);
    assertSame(merge.resolve(all('mine')), mine);
    assertSame(merge.resolve(all('theirs')), theirs);
  });

  it('asks where both added the same chat with other details', () => {
    const rows = [row('1'), row('2'), row('3')];
    const mine = withRows(...rows, row('4', { username: 'mine' }));
    const theirs = withRows(...rows, row('4', { username: 'theirs' }));
    const merge = mergeContacts(card, mine, theirs);
    assert.equal(merge.conflicts.length, 1);
    assertSame(merge.resolve(all('theirs')), theirs);
  });

  it('takes the order of the side that changed it, with what the other added', () => {
    const reordered = withRows(row('3'), row('1'), row('2'));
    const added = withRows(row('1'), row('2'), row('9'), row('3'));
    const expected = withRows(row('3'), row('1'), row('2'), row('9'));
    assertSame(merged(mergeContacts(card, reordered, added)), expected);
    assertSame(merged(mergeContacts(card, added, reordered)), expected);
  });

  it('asks for all rows at once where both reordered them', () => {
    const mine = withRows(row('3'), row('1'), row('2'));
    const theirs = withRows(row('2'), row('1'), row('3'));
    const merge = mergeContacts(card, mine, theirs);
    assert.deepEqual(merge.conflicts, [
      { field: 'contactData', mine: mine.contactData, theirs: theirs.contactData },
    ]);
    assertSame(merge.resolve(all('theirs')), theirs);
  });

  it('asks for all that differs where nobody knows what both were made from', () => {
    const mine = withRows(row('1'));
    const theirs = { ...withRows(row('2')), name: 'Clara' };
    const merge = mergeContacts(undefined, mine, theirs);
    assert.deepEqual(
      merge.conflicts.map(({ field }) => field),
      ['name', 'contactData'],
    );
    assertSame(merge.resolve(all('theirs')), theirs);
    assertSame(merge.resolve(all('mine')), mine);
  });

  it('takes rows that are none for one value', () => {
    const theirs: Contact = { ...card, contactData: null };
    assertSame(merged(mergeContacts(card, card, theirs)), theirs);
    assert.equal(mergeContacts(card, withRows(row('1')), theirs).conflicts.length, 1);
  });

  it('merges thousands of rows at once', () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => row(String(index)));
    const base = withRows(...rows);
    const mine = withRows(...rows.slice(1), row('mine'));
    const theirs = withRows(row('theirs'), ...rows.slice(0, -1));
    assert.deepEqual(merged(mergeContacts(base, mine, theirs)).contactData, [
      row('theirs'),
      ...rows.slice(1, -1),
      row('mine'),
    ]);
  });
});
