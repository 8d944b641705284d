import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { chatsByRow } from '../../../../src/core/audit/chat.ts';
import { contactsWithChat } from '../../../../src/core/audit/contactsWithChat.ts';
import { SharedChats } from '../../../../src/core/audit/sharedChats.ts';
import { ContactIndex } from '../../../../src/core/book/search/contactIndex.ts';
import { TimeSlices } from '../../../../src/core/book/timeSlices.ts';
import type { Contact } from '../../../../src/core/contact/contact.ts';
import { longestBlock } from '../../../support/longestBlock.ts';
import { inventedContacts } from '../../../support/manyContacts.ts';
import { card } from './auditing.ts';

const of = (id: string, ...contactData: readonly unknown[]): Contact => card({ id, contactData });
const whatsapp = (chatId: string) => ({ chatType: 'whatsapp', chatId });

function indexOf(...contacts: readonly Contact[]): ContactIndex {
  const index = new ContactIndex();
  for (const contact of contacts) index.put(contact);
  return index;
}

/** The ids of those who have the chat of a row. */
async function holders(index: ContactIndex, row: unknown): Promise<readonly string[]> {
  const [chat] = chatsByRow(of('any', row)).values();
  return chat ? [...(await contactsWithChat(chat, index, new TimeSlices()))].sort() : [];
}

describe('Contacts with a chat', () => {
  it('are those with the same messenger and the whole of its name', async () => {
    const index = indexOf(
      of('a', whatsapp('79011112233')),
      of('b', { chatType: 'vk', chatId: '1' }, whatsapp('79011112233')),
      of('c', { chatType: 'viber', chatId: '79011112233' }),
      of('d', whatsapp('790111122334')),
      card({ id: '79011112233', name: '79011112233', contactData: [] }),
      of('e', { chatType: 'telegram', phone: '79011112233' }),
    );
    assert.deepEqual(await holders(index, whatsapp('79011112233')), ['a', 'b']);
    assert.deepEqual(await holders(index, { chatType: 'telegram', phone: '79011112233' }), ['e']);
    assert.deepEqual(await holders(index, whatsapp('7901')), []);
    assert.deepEqual(await holders(index, whatsapp(' ')), []);
  });

  it('are found by chatIds and usernames of any signs', async () => {
    const names = ['anna.smirnova', '-1001234567890', '79011112233-160000', 'ня~1', '@x', '😀'];
    const index = indexOf(
      ...names.map((chatId, at) => of(`c-${at}`, { chatType: 'max', chatId })),
      of('user', { chatType: 'telegram', username: 'Anna_S' }),
    );
    for (const [at, chatId] of names.entries()) {
      assert.deepEqual(await holders(index, { chatType: 'max', chatId }), [`c-${at}`], chatId);
    }
    const username = 'anna_s';
    assert.deepEqual(await holders(index, { chatType: 'telegram', username }), ['user']);
  });

  it('are those that have it now', async () => {
    const index = indexOf(of('a', whatsapp('1')), of('b', whatsapp('1')), of('c', whatsapp('2')));
    index.put(of('a', whatsapp('2')));
    index.remove('c');
    assert.deepEqual(await holders(index, whatsapp('1')), ['b']);
    assert.deepEqual(await holders(index, whatsapp('2')), ['a']);
  });

  it('are the same as those that a check of all finds', async () => {
    const contacts = inventedContacts(2000).map((contact, at) =>
      at % 3 === 0
        ? { ...contact, contactData: [whatsapp(`7901${at % 60}`), { chatType: 'vk', chatId: 'x' }] }
        : contact,
    );
    const index = indexOf(...contacts);
    const shared = new SharedChats((id) => index.contact(id));
    for (const contact of contacts) shared.add(contact);
    for (const contact of contacts.slice(0, 100)) {
      const expected = shared.othersOf(contact);
      for (const [row, chat] of chatsByRow(contact)) {
        const ids = await contactsWithChat(chat, index, new TimeSlices());
        assert.equal(ids.length - 1, expected.get(row)?.count ?? 0, chat.key);
      }
    }
  });

  it('are looked for without holding up others where all have it', async () => {
    const index = indexOf();
    for (let at = 0; at < 50_000; at++) index.put(of(`c-${at}`, whatsapp('0')));
    let ids: readonly string[] = [];
    const block = await longestBlock(async () => {
      const [chat] = chatsByRow(of('any', whatsapp('0'))).values();
      ids = chat ? await contactsWithChat(chat, index, new TimeSlices()) : [];
    });
    assert.equal(ids.length, 50_000);
    assert.ok(block < 50, `${block} ms`);
  });
});
