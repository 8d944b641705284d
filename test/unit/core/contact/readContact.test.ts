import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { contactTitle, primaryChat } from '../../../../src/core/contact/describeContact.ts';
import { readContact } from '../../../../src/core/contact/readContact.ts';
import { anyContact, anyJson } from './contactArbitraries.ts';

describe('readContact', () => {
  it('keeps everything as it is', () => {
    const value = { id: '1', name: null, contactData: [null, { chatId: 5 }], extra: [1] };
    assert.deepEqual(readContact(value), value);
  });

  it('reads a whole number as the digits of an id', () => {
    const value: unknown = JSON.parse('{"__proto__":{"x":1},"id":42,"name":"n"}');
    const contact = readContact(value);
    assert.equal(contact?.id, '42');
    assert.deepEqual(Object.keys(contact), ['__proto__', 'id', 'name']);
  });

  for (const value of [null, [], 'x', {}, { id: null }, { id: '' }, { id: 1.5 }, { id: {} }]) {
    it(`finds no contact in ${JSON.stringify(value)}`, () => {
      assert.equal(readContact(value), undefined);
    });
  }

  it('never throws', () => {
    fc.assert(fc.property(anyJson, (value) => void readContact(value)));
  });
});

describe('contactTitle', () => {
  it('is the name', () => assert.equal(contactTitle({ id: '1', name: 'Anna' }), 'Anna'));
  for (const name of [undefined, null, '', '  ', 5]) {
    it(`is the id where the name is ${JSON.stringify(name)}`, () => {
      assert.equal(contactTitle({ id: '1', name }), '1');
    });
  }
});

describe('primaryChat', () => {
  it('is the first row that has something to show', () => {
    const contactData = [
      null,
      { chatType: 'vk', chatId: null },
      { chatType: 'telegram', chatId: ' ', username: 'anna' },
      { chatType: 'viber', chatId: '79011112233' },
    ];
    assert.deepEqual(primaryChat({ id: '1', contactData }), {
      chatType: 'telegram',
      label: 'anna',
    });
  });

  it('prefers chatId to username to phone', () => {
    const row = { chatType: 'telegram', phone: '79011112233', username: 'anna', chatId: '5' };
    assert.equal(primaryChat({ id: '1', contactData: [row] })?.label, '5');
  });

  it('shows a row without chatType', () => {
    assert.deepEqual(primaryChat({ id: '1', contactData: [{ chatId: '5' }] }), {
      chatType: '',
      label: '5',
    });
  });

  it('is nothing where there is nothing to show, and never throws', () => {
    assert.equal(primaryChat({ id: '1' }), undefined);
    assert.equal(primaryChat({ id: '1', contactData: [{}] }), undefined);
    fc.assert(
      fc.property(anyContact, (contact) => {
        primaryChat(contact);
        assert.notEqual(contactTitle(contact), '');
      }),
    );
  });
});
