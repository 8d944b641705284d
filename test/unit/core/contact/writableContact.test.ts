import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { rowsOf } from '../../../../src/core/contact/contact.ts';
import { toWritable } from '../../../../src/core/contact/writableContact.ts';

const contactWith = (...contactData: readonly unknown[]) => ({
  id: 'crm-1',
  responsibleUserId: 'user-7',
  name: 'Anna',
  contactData,
});

function writable(...contactData: readonly unknown[]) {
  const result = toWritable(contactWith(...contactData), { exists: true });
  assert.ok('contact' in result, JSON.stringify(result));
  return result.contact.contactData;
}

describe('the writable part of a contact', () => {
  it('has documented keys with a text only, in their order', () => {
    assert.deepEqual(
      writable(
        { chatType: 'telegram', chatId: '5', username: 'anna', phone: null },
        { phone: '79011112233', chatId: '6', chatType: 'telegram', more: 1 },
      ).map((row) => Object.entries(row)),
      [
        [
          ['chatType', 'telegram'],
          ['chatId', '5'],
          ['username', 'anna'],
        ],
        [
          ['chatType', 'telegram'],
          ['chatId', '6'],
          ['phone', '79011112233'],
        ],
      ],
    );
  });

  it('shares the rows that are like that already, and no others', () => {
    const same = { chatType: 'whatsapp', chatId: '79011112233' };
    const others = [
      { chatId: '79011112233', chatType: 'whatsapp' },
      { chatType: 'telegram', chatId: '5', phone: null },
      { chatType: 'telegram', chatId: '5', more: 'x' },
    ];
    const contact = contactWith(same, ...others);
    const rows = rowsOf(contact);
    const shared = writable(...contact.contactData).map((row, index) => row === rows[index]);
    assert.deepEqual(shared, [true, false, false, false]);
  });
});
