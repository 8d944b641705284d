import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { ContactIndex } from '../../../../src/core/book/search/contactIndex.ts';
import type { Contact } from '../../../../src/core/contact/contact.ts';
import { withOwnTexts } from '../../../../src/core/contact/ownTexts.ts';
import { readContact } from '../../../../src/core/contact/readContact.ts';

/** Whether V8 has a text in its table. */
function internalized(): (text: unknown) => boolean {
  setFlagsFromString('--allow-natives-syntax');
  const test: unknown = runInNewContext('(text) => %IsInternalizedString(text)');
  assert.ok(typeof test === 'function');
  return (text) => test(text);
}

describe('A contact with its own texts', () => {
  it('is the same, whatever it holds', () => {
    const row = fc.dictionary(fc.constantFrom('chatType', 'chatId', 'phone', 'x'), fc.jsonValue());
    const contact = fc.record(
      {
        id: fc.string({ minLength: 1 }),
        name: fc.jsonValue(),
        contactData: fc.oneof(fc.jsonValue(), fc.array(fc.oneof(row, fc.jsonValue()))),
        uri: fc.jsonValue(),
      },
      { requiredKeys: ['id'] },
    );
    fc.assert(
      fc.property(contact, (one: Contact) => {
        const text = JSON.stringify(one);
        const own = withOwnTexts(JSON.parse(text));
        assert.equal(JSON.stringify(own), text);
        assert.equal(JSON.stringify(one), text);
      }),
    );
  });

  it('has short texts beside those of all others', () => {
    const isInternalized = internalized();
    const text =
      '{"id":"24048817","name":"Анна","contactData":[{"chatType":"vk","chatId":"281376470","phone":"79011112233"}]}';
    const contact: Contact = JSON.parse(text);
    const own = withOwnTexts(contact);
    const [row] = own.contactData as readonly Readonly<Record<string, unknown>>[];
    assert.deepEqual([own.id, own.name, row?.['chatId']].map(isInternalized), [
      false,
      false,
      false,
    ]);
    assert.deepEqual([contact.id, row?.['chatType']].map(isInternalized), [true, true]);
    assert.equal(JSON.stringify(own), text);
  });

  it('is what is read from an answer, and what a search hands over to be held', () => {
    const isInternalized = internalized();
    const text = '{"id":"24048818","name":"Ольга"}';
    const read = readContact(JSON.parse(text));
    assert.ok(read);
    const index = new ContactIndex();
    index.put(read);
    const held = index.heldContactAt(0);
    const [id] = index.ids();
    const texts = [read.id, read.name, held.id, held.name, id];
    assert.deepEqual(texts.map(isInternalized), [false, false, false, false, false]);
  });
});
