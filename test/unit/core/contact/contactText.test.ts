import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { type Contact, contactKeys, rowKeys } from '../../../../src/core/contact/contact.ts';
import { contactText, parseContactText } from '../../../../src/core/contact/contactText.ts';
import { anyContact } from './contactArbitraries.ts';

function parsed(text: string): Contact {
  const result = parseContactText(text);
  assert.ok('contact' in result, JSON.stringify(result));
  return result.contact;
}

function syntaxOf(text: string) {
  const result = parseContactText(text);
  assert.ok('syntax' in result, 'it was read');
  return result.syntax;
}

describe('contactText', () => {
  it('is written in documented order, two spaces, one value a line', () => {
    const text = contactText({
      uri: 'https://crm.example.com/1',
      contactData: [{ phone: null, chatId: '79011112233', chatType: 'whatsapp' }, {}],
      name: 'Анна "Аня"',
      responsibleUserId: 'user-7',
      id: '1',
    } as Contact);
    assert.equal(
      text,
      `{
  "id": "1",
  "responsibleUserId": "user-7",
  "name": "Анна \\"Аня\\"",
  "contactData": [
    {
      "chatType": "whatsapp",
      "chatId": "79011112233",
      "phone": null
    },
    {}
  ],
  "uri": "https://crm.example.com/1"
}
`,
    );
  });

  it('puts undocumented keys last, as read', () => {
    const text = contactText(
      JSON.parse(
        '{"zeta":1,"name":"n","alpha":{"name":1,"id":2},"id":"1","contactData":[{"x":1,"chatId":"2","chatType":"vk"}]}',
      ),
    );
    assert.deepEqual(text.match(/"(\w+)":/g), [
      '"id":',
      '"name":',
      '"contactData":',
      '"chatType":',
      '"chatId":',
      '"x":',
      '"zeta":',
      '"alpha":',
      '"name":',
      '"id":',
    ]);
  });

  it('begins with the documented keys also where others look like numbers', () => {
    const text = contactText(JSON.parse('{"7":1,"id":"1"}'));
    assert.equal(text, '{\n  "id": "1",\n  "7": 1\n}\n');
  });

  it('reads back as the same contact, whatever the API returned', () => {
    fc.assert(
      fc.property(anyContact, (contact) => {
        const text = contactText(contact);
        const again = parsed(text);
        assert.deepStrictEqual(again, contact);
        assert.equal(contactText(again), text);
      }),
      { numRuns: 2000 },
    );
  });

  it('survives being stored as UTF-8', () => {
    fc.assert(
      fc.property(anyContact, (contact) => {
        const text = contactText(contact);
        assert.equal(Buffer.from(text, 'utf8').toString('utf8'), text);
      }),
    );
  });

  it('keeps documented keys in order at both levels', () => {
    fc.assert(
      fc.property(anyContact, (contact) => {
        const again: object = parsed(contactText(contact));
        // Keys that look like numbers come first in any JavaScript object.
        const keys = Object.keys(again).filter((key) => !/^\d+$/.test(key));
        const known = contactKeys.filter((key) => keys.includes(key));
        assert.deepEqual(keys.slice(0, known.length), known);
        const rows: unknown[] =
          'contactData' in again && Array.isArray(again.contactData) ? again.contactData : [];
        for (const row of rows) {
          if (typeof row !== 'object' || row === null || Array.isArray(row)) continue;
          const names = Object.keys(row).filter((key) => !/^\d+$/.test(key));
          const knownNames = rowKeys.filter((key) => names.includes(key));
          assert.deepEqual(names.slice(0, knownNames.length), knownNames);
        }
      }),
    );
  });
});

describe('parseContactText', () => {
  it('takes a byte order mark and any white space of JSON', () => {
    assert.deepEqual(parsed('\uFEFF \r\n\t{"id":"1"}\n'), { id: '1' });
  });

  for (const [name, text, offset, length, words] of [
    ['a comment', '{"id":"1" // note\n}', 10, 7, /Comments/],
    ['a trailing comma', '{"id":"1",}', 10, 1, /field name/],
    ['a missing comma', '{"id":"1" "name":"n"}', 10, 6, /comma/],
    ['a missing colon', '{"id" "1"}', 6, 3, /colon/],
    ['a missing brace', '{"id":"1"', 9, 0, /brace/],
    ['an open quotation mark', '{"id":"1', 6, 2, /quotation mark/],
    ['a missing value', '{"id":}', 6, 1, /value/],
    ['single quotation marks', "{'id':'1'}", 1, 4, /./],
    ['something after the end', '{"id":"1"} {}', 11, 1, /Nothing/],
    ['a line break within text', '{"id":"1\n"}', 6, 2, /./],
    ['an empty text', '', 0, 0, /value/],
    ['a key twice', '{"id":"1","name":"a","name":"b"}', 21, 6, /"name" stands twice/],
    ['a key twice, written differently', '{"id":"1","i\\u0064":"2"}', 10, 9, /"id" stands twice/],
    ['a key twice within a row', '{"id":"1","contactData":[{"a":1,"a":2}]}', 32, 3, /twice/],
  ] as const) {
    it(`names ${name} and its place`, () => {
      const [first] = syntaxOf(text);
      assert.ok(first);
      assert.match(first.message, words);
      assert.deepEqual([first.offset, first.length], [offset, length]);
    });
  }

  it('does not take the same key of another object for a repeated one', () => {
    assert.ok(parsed('{"id":"1","a":{"id":1},"contactData":[{"a":1},{"a":1}]}'));
  });

  it('names what is no contact', () => {
    for (const text of ['[]', 'null', '"x"', '5', '{}', '{"id":5}', '{"id":null}']) {
      const [first] = syntaxOf(text);
      assert.deepEqual([first?.offset, first?.length], [0, text.length], text);
    }
  });

  it('names a text that is nested too deeply, at its place, and can write all others', () => {
    assert.match(syntaxOf('['.repeat(200_000))[0]?.message ?? '', /deeply/);
    const beginning = '{"id": "1", "note": ';
    const nested = (lists: number) =>
      `${beginning}${'['.repeat(lists)}{"a": {}}${']'.repeat(lists)}}`;
    for (const [lists, offset] of [
      [498, 498 + '{"a": '.length],
      [499, 499],
      [3000, 499],
      [100_000, 499],
    ] as const) {
      const [problem, ...others] = syntaxOf(nested(lists));
      assert.match(problem?.message ?? '', /500 levels/);
      assert.deepEqual([problem?.offset, others], [beginning.length + offset, []]);
    }
    const parsed = parseContactText(nested(497));
    assert.ok('contact' in parsed);
    assert.deepEqual(parseContactText(contactText(parsed.contact)), parsed);
    const wide = `{"id": "1", "note": [${Array(2000).fill('[{}]').join()}]}`;
    assert.ok('contact' in parseContactText(wide));
  });

  it('reads exactly what JSON.parse reads, and never throws', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"id"',
      '"1"',
      '"a',
      '1',
      '-',
      '0',
      '.5',
      'e9',
      'true',
      'nul',
      '\\',
      '\u2028',
      '\u00a0',
      ' ',
      '/',
      '"\u0001"',
      '"\\u12"',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        const text = `{"id":"1"${parts.join('')}`;
        const result = parseContactText(text);
        let value: unknown;
        try {
          value = JSON.parse(text);
        } catch {
          assert.ok('syntax' in result && result.syntax.length > 0, text);
          return;
        }
        if ('contact' in result) assert.deepStrictEqual(result.contact, value);
        else assert.match(result.syntax[0]?.message ?? '', /twice|needs an id/);
      }),
      { numRuns: 3000 },
    );
  });
});
