import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { type CardChange, cardEdit } from '../../../../src/host/editors/cardEdit.ts';
import { applyChanges } from '../../../../src/host/editors/textChange.ts';

const card = `{
  "id": "crm-1",
  "responsibleUserId": "user-7",
  "name": "Anna",
  "contactData": [
    { "chatType": "whatsapp", "chatId": "79011112233", "username": null },
    {
      "chatType": "telegram",
      "chatId": "1",
      "mood": 1.0
    },
    { "chatType": "vk", "chatId": "5" }
  ],
  "uri": "https://crm.example.com/1",
  "tags": [ 1,2 ]
}
`;

function edited(text: string, change: CardChange): string {
  const changes = cardEdit(text, change);
  assert.ok(changes, 'the text has a place for the change');
  return applyChanges(text, changes);
}

const set = (pointer: string, text: string): CardChange => ({ kind: 'set', pointer, text });

describe('cardEdit', () => {
  it('changes the one value and nothing else', () => {
    assert.equal(edited(card, set('/name', 'Anna "A"')), card.replace('"Anna"', '"Anna \\"A\\""'));
    assert.equal(
      edited(card, set('/contactData/1/chatId', '2')),
      card.replace('"chatId": "1"', '"chatId": "2"'),
    );
  });

  it('has nothing to change where the value is already there, however it is written', () => {
    assert.deepEqual(cardEdit(card, set('/name', 'Anna')), []);
    assert.deepEqual(cardEdit('{"name":"\\u0041nna"}', set('/name', 'Anna')), []);
  });

  it('takes an emptied optional field out of the card', () => {
    const parsed: unknown = JSON.parse(edited(card, set('/uri', '')));
    const { uri: _, ...rest } = JSON.parse(card) as Record<string, unknown>;
    assert.deepEqual(parsed, rest);
    for (const field of ['chatId', 'username', 'phone']) {
      const row =
        '{"contactData":[{"chatType":"telegram","chatId":"1","username":"u","phone":"7"}]}';
      const value = JSON.parse(edited(row, set(`/contactData/0/${field}`, ''))) as {
        contactData: Record<string, unknown>[];
      };
      assert.deepEqual(
        Object.keys(value.contactData[0] ?? {}),
        ['chatType', 'chatId', 'username', 'phone'].filter((key) => key !== field),
      );
    }
  });

  it('keeps an emptied required field as an empty text', () => {
    assert.equal(edited(card, set('/name', '')), card.replace('"Anna"', '""'));
    assert.equal(edited(card, set('/contactData/2/chatType', '')), card.replace('"vk"', '""'));
  });

  it('adds no key for a field that is and stays empty', () => {
    assert.deepEqual(cardEdit('{"id":"1"}', set('/uri', '')), []);
    assert.deepEqual(cardEdit('{"id":"1"}', set('/name', '')), []);
  });

  it('replaces a null or a number by the text', () => {
    assert.equal(edited('{"name":null}', set('/name', 'B')), '{"name":"B"}');
    assert.equal(edited('{"name":7}', set('/name', '7')), '{"name":"7"}');
  });

  it('puts a new key where the documentation has it', () => {
    const keys = (text: string) => Object.keys(JSON.parse(text) as object);
    assert.deepEqual(
      keys(edited('{\n  "id": "1",\n  "uri": "u",\n  "x": 1\n}', set('/name', 'A'))),
      ['id', 'name', 'uri', 'x'],
    );
    assert.equal(
      edited(
        '{\n  "contactData": [\n    {\n      "chatType": "telegram",\n      "phone": "7"\n    }\n  ]\n}',
        set('/contactData/0/chatId', '1'),
      ),
      '{\n  "contactData": [\n    {\n      "chatType": "telegram",\n      "chatId": "1",\n      "phone": "7"\n    }\n  ]\n}',
    );
  });

  it('takes the line ends and the indentation of the text', () => {
    assert.equal(
      edited('{\r\n\t"id": "1"\r\n}', set('/uri', 'u')),
      '{\r\n\t"id": "1",\r\n\t"uri": "u"\r\n}',
    );
  });

  it('leaves the layout of a row alone where a key is added to it or taken out', () => {
    const row = '{ "chatType": "vk", "chatId": "5" }';
    const longer = '{ "chatType": "vk", "chatId": "5", "username": "u" }';
    const text = edited(card, set('/contactData/2/username', 'u'));
    assert.equal(text, card.replace(row, longer));
    assert.equal(edited(text, set('/contactData/2/username', '')), card);
    assert.equal(
      edited('{"contactData":[{"chatType":"vk"}],"uri":"u"}', set('/contactData/0/chatId', '5')),
      '{"contactData":[{"chatType":"vk","chatId":"5"}],"uri":"u"}',
    );
    assert.equal(edited('{}', set('/name', 'A')), '{"name": "A"}');
    assert.equal(
      edited('{\n    "x": {}\n}\n', set('/id', '1')),
      '{\n    "id": "1",\n    "x": {}\n}\n',
    );
  });

  it('makes a card of an empty text', () => {
    assert.deepEqual(JSON.parse(edited('', set('/name', 'A'))), { name: 'A' });
  });

  it('adds a row at the end, also where there is no list yet', () => {
    const add: CardChange = { kind: 'addRow', chatType: 'whatsapp' };
    const rows = (text: string) => (JSON.parse(text) as { contactData: unknown[] }).contactData;
    assert.equal(
      edited(card, add),
      card.replace(
        '"chatId": "5" }',
        '"chatId": "5" },\n    {\n      "chatType": "whatsapp"\n    }',
      ),
    );
    assert.equal(
      edited('{\n  "contactData": []\n}', add),
      '{\n  "contactData": [\n    {\n      "chatType": "whatsapp"\n    }\n  ]\n}',
    );
    assert.deepEqual(rows(edited('{"id":"1"}', add)), [{ chatType: 'whatsapp' }]);
    assert.deepEqual(rows(edited('{"contactData":[]}', add)), [{ chatType: 'whatsapp' }]);
    assert.deepEqual(rows(edited('{"contactData":null}', add)), [{ chatType: 'whatsapp' }]);
  });

  for (const row of [0, 1, 2]) {
    it(`removes row ${row} and leaves the others to the letter`, () => {
      const before = JSON.parse(card) as { contactData: unknown[] };
      const text = edited(card, { kind: 'removeRow', row });
      const wanted = { ...before, contactData: before.contactData.filter((_, at) => at !== row) };
      assert.deepEqual(JSON.parse(text), wanted);
      assert.equal(text.includes('"mood": 1.0'), row !== 1);
    });
  }

  it('removes rows and keys without a trace in the layout', () => {
    const remove = (text: string, row: number) => edited(text, { kind: 'removeRow', row });
    const list = (...rows: string[]) =>
      `{\n  "contactData": [\n    ${rows.join(',\n    ')}\n  ]\n}\n`;
    const [one, two, three] = ['{ "chatType": "a" }', '{"chatType":"b"}', '{ "chatType":"c" }'];
    assert.equal(remove(list(one, two, three), 0), list(two, three));
    assert.equal(remove(list(one, two, three), 1), list(one, three));
    assert.equal(remove(list(one, two, three), 2), list(one, two));
    assert.equal(remove(list(one), 0), '{\n  "contactData": []\n}\n');
    assert.equal(
      edited('{\n  "id": "1",\n  "uri": "u"\n}\n', set('/uri', '')),
      '{\n  "id": "1"\n}\n',
    );
    assert.equal(edited('{ "uri": "u", "x": 1 }', set('/uri', '')), '{ "x": 1 }');
  });

  it('moves a row by exchanging two rows to the letter', () => {
    const text = edited(card, { kind: 'moveRow', row: 0, to: 1 });
    const { contactData } = JSON.parse(text) as { contactData: { chatType: string }[] };
    assert.deepEqual(
      contactData.map(({ chatType }) => chatType),
      ['telegram', 'whatsapp', 'vk'],
    );
    assert.ok(text.includes('"mood": 1.0'));
    assert.equal(edited(text, { kind: 'moveRow', row: 1, to: 0 }), card);
  });

  it('knows where there is no place for the change', () => {
    assert.equal(cardEdit(card, set('/contactData/3/chatId', '1')), undefined);
    assert.equal(cardEdit(card, { kind: 'removeRow', row: 3 }), undefined);
    assert.equal(cardEdit(card, { kind: 'moveRow', row: 2, to: 3 }), undefined);
    assert.equal(cardEdit('{"contactData":[5]}', set('/contactData/0/chatId', '1')), undefined);
    assert.equal(cardEdit('[]', set('/name', 'A')), undefined);
    assert.equal(cardEdit('7', set('/name', 'A')), undefined);
    assert.equal(cardEdit('{"name": "A",}', set('/name', 'B')), undefined);
    assert.equal(cardEdit('{"name": "A" // why\n}', set('/name', 'B')), undefined);
  });

  it('keeps everything else of any card, whatever is typed', () => {
    const row = fc.record(
      { chatType: fc.string(), chatId: fc.option(fc.string()), extra: fc.jsonValue() },
      { requiredKeys: ['chatType'] },
    );
    const anyCard = fc.record(
      {
        id: fc.string(),
        name: fc.option(fc.string()),
        contactData: fc.array(row),
        other: fc.jsonValue(),
      },
      { requiredKeys: ['id'] },
    );
    fc.assert(
      fc.property(
        anyCard,
        fc.string({ minLength: 1 }),
        fc.constantFrom(undefined, 1, 2, '\t'),
        (value, typed, indent) => {
          const text = JSON.stringify(value, null, indent);
          const after: unknown = JSON.parse(edited(text, set('/name', typed)));
          assert.deepEqual(after, JSON.parse(JSON.stringify({ ...value, name: typed })));
        },
      ),
    );
  });
});
