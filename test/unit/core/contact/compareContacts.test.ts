import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  contactChanges,
  isSameRow,
  sameContact,
} from '../../../../src/core/contact/compareContacts.ts';
import { type Contact, contactKeys, rowKeys } from '../../../../src/core/contact/contact.ts';
import { contactText, parseContactText } from '../../../../src/core/contact/contactText.ts';
import { anyContact } from './contactArbitraries.ts';

const row = (chatId: string) => ({ chatType: 'whatsapp', chatId });
const card: Contact = {
  id: '1',
  responsibleUserId: 'user-7',
  name: 'Anna',
  contactData: [row('1'), row('2'), row('3')],
  uri: 'https://crm.example.com/1',
};

/** The same contact, with null wherever a documented key is absent, and keys in another order. */
function withNulls(contact: Contact): Contact {
  const rows: unknown = contact.contactData;
  const full = {
    ...Object.fromEntries([...rowKeys, ...contactKeys].map((key) => [key, null])),
    ...contact,
    ...(Array.isArray(rows)
      ? {
          contactData: rows.map((value: unknown) =>
            typeof value === 'object' && value !== null && !Array.isArray(value)
              ? { ...Object.fromEntries(rowKeys.map((key) => [key, null])), ...value }
              : value,
          ),
        }
      : {}),
  };
  return { ...Object.fromEntries(Object.entries(full).reverse()), id: contact.id };
}

describe('sameContact', () => {
  it('finds every contact the same as its copy and as its text', () => {
    fc.assert(
      fc.property(anyContact, (contact) => {
        assert.ok(sameContact(contact, structuredClone(contact)));
        const result = parseContactText(contactText(contact));
        assert.ok('contact' in result && sameContact(contact, result.contact));
      }),
    );
  });

  it('takes null for absent, at both levels, and does not care about the order of keys', () => {
    fc.assert(
      fc.property(anyContact, (contact) => {
        assert.ok(sameContact(contact, withNulls(contact)));
        assert.ok(sameContact(withNulls(contact), contact));
        assert.deepEqual(contactChanges(contact, withNulls(contact)), []);
      }),
    );
  });

  it('is symmetric, and agrees with contactChanges', () => {
    fc.assert(
      fc.property(anyContact, anyContact, (a, b) => {
        const same = sameContact(a, b);
        assert.equal(sameContact(b, a), same);
        assert.equal(contactChanges(a, b).length === 0, same);
      }),
    );
  });

  it('sees the order of rows', () => {
    assert.ok(!sameContact(card, { ...card, contactData: [row('2'), row('1'), row('3')] }));
  });

  it('sees a row more and a row less', () => {
    assert.ok(!sameContact(card, { ...card, contactData: [row('1'), row('2')] }));
    assert.ok(!sameContact({ ...card, contactData: [] }, { ...card, contactData: undefined }));
  });

  it('does not see undocumented keys', () => {
    const more = { ...card, contactData: [{ ...row('1'), x: 1 }, row('2'), row('3')], y: 2 };
    assert.ok(sameContact(card, more));
  });

  it('takes an empty uri for none, but no other empty text', () => {
    const { uri, ...without } = card;
    assert.ok(uri);
    assert.ok(sameContact(without, { ...card, uri: '' }));
    assert.ok(!sameContact({ ...card, name: '' }, { ...card, name: undefined }));
  });

  it('tells a number from its digits', () => {
    assert.ok(!isSameRow({ chatType: 'vk', chatId: '5' }, { chatType: 'vk', chatId: 5 }));
  });
});

describe('contactChanges', () => {
  it('names what was added, removed and changed', () => {
    const { uri, ...without } = card;
    assert.deepEqual(contactChanges(card, { ...without, name: 'Ann' }), [
      { pointer: '/name', kind: 'changed', before: 'Anna', after: 'Ann' },
      { pointer: '/uri', kind: 'removed', before: uri },
    ]);
    assert.deepEqual(contactChanges(without, card), [
      { pointer: '/uri', kind: 'added', after: uri },
    ]);
  });

  it('names the one row that was removed from the middle, and no other', () => {
    assert.deepEqual(contactChanges(card, { ...card, contactData: [row('1'), row('3')] }), [
      { pointer: '/contactData/1', kind: 'removed', before: row('2') },
    ]);
  });

  it('names the one row that was put in front, and no other', () => {
    const contactData = [row('0'), row('1'), row('2'), row('3')];
    assert.deepEqual(contactChanges(card, { ...card, contactData }), [
      { pointer: '/contactData/0', kind: 'added', after: row('0') },
    ]);
  });

  it('names the field within a row', () => {
    const contactData = [row('1'), { ...row('20'), phone: '79011112233' }, row('3')];
    assert.deepEqual(contactChanges(card, { ...card, contactData }), [
      { pointer: '/contactData/1/chatId', kind: 'changed', before: '2', after: '20' },
      { pointer: '/contactData/1/phone', kind: 'added', after: '79011112233' },
    ]);
  });

  it('takes one of two equal rows for removed', () => {
    const twice = { ...card, contactData: [row('1'), row('1')] };
    assert.deepEqual(contactChanges(twice, { ...card, contactData: [row('1')] }), [
      { pointer: '/contactData/1', kind: 'removed', before: row('1') },
    ]);
  });

  it('compares rows that are no objects, and contactData that is no list', () => {
    assert.deepEqual(contactChanges({ id: '1', contactData: [1] }, { id: '1', contactData: [2] }), [
      { pointer: '/contactData/0', kind: 'changed', before: 1, after: 2 },
    ]);
    assert.deepEqual(contactChanges({ id: '1', contactData: 'x' }, { id: '1', contactData: [] }), [
      { pointer: '/contactData', kind: 'changed', before: 'x', after: [] },
    ]);
  });
});
