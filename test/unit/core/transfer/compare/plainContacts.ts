import fc from 'fast-check';
import type { Contact } from '../../../../../src/core/contact/contact.ts';

/** A valid contact with invented data. */
export function plainContact(id: string, more: Partial<Contact> = {}): Contact {
  return {
    id,
    responsibleUserId: '7',
    name: `Client ${id}`,
    contactData: [{ chatType: 'whatsapp', chatId: '79030000000' }],
    ...more,
  };
}

const number = fc.integer({ min: 79_000_000_000, max: 79_999_999_999 }).map(String);
const nick = fc.stringMatching(/^[a-z][a-z0-9_]{3,12}$/);
const row = fc.oneof(
  number.map((chatId) => ({ chatType: 'whatsapp', chatId })),
  number.map((chatId) => ({ chatType: 'viber', chatId })),
  nick.map((username) => ({ chatType: 'telegram', username })),
  fc.tuple(fc.nat().map(String), nick).map(([chatId, username]) => ({
    chatType: 'telegram',
    chatId,
    username,
  })),
  nick.map((chatId) => ({ chatType: 'instagram', chatId })),
);
const words = fc.stringMatching(/^[A-Za-zА-я"';,=+@-][A-Za-zА-я0-9"';,. -]{0,20}[A-Za-zА-я]$/);

/** Contacts as an account may hold them, valid ones, each with an id of its own. */
export const plainContacts: fc.Arbitrary<readonly Contact[]> = fc
  .array(
    fc.record({
      name: words,
      responsibleUserId: fc.constantFrom('7', '8', '9'),
      contactData: fc.uniqueArray(row, {
        minLength: 1,
        maxLength: 3,
        selector: ({ chatType, ...account }) => `${chatType} ${JSON.stringify(account)}`,
      }),
      uri: fc.option(fc.webUrl({ withFragments: true }), { nil: undefined }),
    }),
    { maxLength: 12 },
  )
  .map((all) =>
    all.map(({ uri, ...contact }, index) => ({
      id: `crm-${String(index).padStart(3, '0')}`,
      ...contact,
      ...(uri !== undefined && { uri }),
    })),
  );
