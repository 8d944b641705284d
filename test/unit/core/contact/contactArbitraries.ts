import fc from 'fast-check';
import type { Contact } from '../../../../src/core/contact/contact.ts';
import { readContact } from '../../../../src/core/contact/readContact.ts';

/** Text as the API may hold it: any UTF-16, half surrogate pairs included. */
const anyText = fc.string({ unit: 'binary' });

/** Any value that JSON.parse gives, with keys such as `__proto__` and "7", -0 and infinite numbers. */
export const anyJson = fc
  .letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom('null', 'true', '-0', '1e999', '-1e999', '1.5', '12345678901234567890'),
      anyText.map((text) => JSON.stringify(text)),
      fc.array(tie('value'), { maxLength: 3 }).map((values) => `[${values.join(',')}]`),
      fc
        .array(fc.tuple(anyKey(), tie('value')), { maxLength: 3 })
        .map((entries) => `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${value}`)}}`),
    ),
  }))
  .value.map((text): unknown => JSON.parse(String(text)));

function anyKey() {
  return fc.oneof(fc.constantFrom('__proto__', '7', 'toString', 'a/b~c', ''), anyText);
}

const chatType = fc.oneof(
  fc.constantFrom('whatsapp', 'viber', 'instagram', 'telegram', 'max', 'vk', 'maxgroup', 'tgapi'),
  anyText,
);
const usual = fc.constantFrom('79011112233', '@anna', 'anna', '+7 901 111 22 33', '', ' ', null);
const absent = fc.constant(undefined);

function record(model: Record<string, fc.Arbitrary<unknown>>) {
  return fc
    .tuple(
      fc.array(fc.tuple(anyKey(), anyJson), { maxLength: 2 }),
      fc.tuple(...Object.entries(model).map(([key, value]) => value.map((v) => [key, v] as const))),
      fc.boolean(),
    )
    .map(([unknown, known, first]) =>
      Object.fromEntries(
        [...(first ? unknown : []), ...known, ...(first ? [] : unknown)].filter(
          ([, value]) => value !== undefined,
        ),
      ),
    );
}

const anyRow = fc.oneof(
  {
    weight: 6,
    arbitrary: record({
      phone: fc.oneof(usual, absent, anyJson),
      chatId: fc.oneof(usual, anyText, absent, anyJson),
      username: fc.oneof(usual, absent, anyJson),
      chatType: fc.oneof(chatType, absent, anyJson),
    }),
  },
  { weight: 1, arbitrary: anyJson },
);

/** A contact as the API may return it: gaps, nulls, undocumented keys, odd types, in any order. */
export const anyContact: fc.Arbitrary<Contact> = record({
  uri: fc.oneof(absent, usual, fc.webUrl(), anyJson),
  name: fc.oneof(anyText, fc.string({ unit: 'grapheme', maxLength: 210 }), absent, anyJson),
  contactData: fc.oneof(fc.array(anyRow, { maxLength: 4 }), absent, anyJson),
  id: fc.oneof(
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.string({ minLength: 100, maxLength: 100 }),
    fc.constantFrom('.', '..', 'a/b', 'a\\b', '%2F', '😀', 'привет'),
  ),
  responsibleUserId: fc.oneof(anyText, absent, anyJson),
}).map((value) => {
  const contact = readContact(value);
  if (contact === undefined) throw new Error('an arbitrary contact has an id');
  return contact;
});
