import fc from 'fast-check';
import type { WritableContact, WritableRow } from '../../../../../src/core/contact/contact.ts';

const numbers = ['79011112233', '79015554433', '74951234567', '4915112345678'] as const;
const names = ['anna', 'Anna', 'oleg_example'] as const;

/** A messenger account out of few, so that several contacts have the same. */
const someRow: fc.Arbitrary<WritableRow> = fc
  .oneof(
    fc.record({
      chatType: fc.constantFrom('whatsapp', 'viber'),
      chatId: fc.constantFrom(...numbers, '89011112233', '9015554433'),
    }),
    fc.record(
      {
        chatType: fc.constant('telegram'),
        chatId: fc.constantFrom('11', '12', '13'),
        username: fc.constantFrom(...names),
        phone: fc.constantFrom(...numbers),
      },
      { requiredKeys: ['chatType', 'chatId'] },
    ),
    fc.record({ chatType: fc.constant('telegram'), username: fc.constantFrom(...names) }),
    fc.record({ chatType: fc.constant('telegram'), phone: fc.constantFrom(...numbers) }),
    fc.record({ chatType: fc.constant('instagram'), chatId: fc.constantFrom(...names) }),
    fc.record({ chatType: fc.constant('vk'), chatId: fc.constantFrom('id1', 'ID1') }),
  )
  // An object as JSON gives it, with a prototype.
  .map((row) => ({ ...row }));

/** Contacts that the API takes, with ids of their own, of which many share something. */
export function someCards(maxLength: number): fc.Arbitrary<WritableContact[]> {
  return fc
    .array(
      fc.record(
        {
          responsibleUserId: fc.constantFrom('504101', '504102'),
          name: fc.constantFrom('Anna', 'Анна', 'Anna Petrova'),
          contactData: fc.array(someRow, { minLength: 1, maxLength: 3 }),
          uri: fc.constantFrom('https://crm.example/1', 'https://crm.example/2'),
        },
        { requiredKeys: ['responsibleUserId', 'name', 'contactData'] },
      ),
      { minLength: 1, maxLength },
    )
    .map((cards) => cards.map((one, index) => ({ ...one, id: `crm-${index}` })));
}
