import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readFormCard } from '../../../../src/host/editors/formCard.ts';

function cardOf(text: string) {
  const { content } = readFormCard(text);
  assert.equal(content.kind, 'card');
  return content.card;
}

describe('readFormCard', () => {
  it('shows the fields, the rows and how many keys it cannot show', () => {
    const card = cardOf(
      '{"id":"1","name":"A","tags":[],"x":{},"contactData":[{"chatType":"vk","chatId":"5","mood":1}]}',
    );
    assert.deepEqual(card, {
      id: '1',
      name: 'A',
      responsibleUserId: '',
      uri: '',
      otherKeys: 2,
      rows: [
        { editable: true, chatType: 'vk', chatId: '5', username: '', phone: '', otherKeys: 1 },
      ],
    });
  });

  it('shows values of other types as JSON, null as empty', () => {
    const card = cardOf(
      '{"name":7,"uri":null,"contactData":[{"chatId":79011112233,"phone":null}]}',
    );
    assert.equal(card.name, '7');
    assert.equal(card.uri, '');
    assert.equal(card.rows[0]?.chatId, '79011112233');
    assert.equal(card.rows[0]?.phone, '');
  });

  it('keeps the place of a row that is no object', () => {
    const { rows } = cardOf('{"contactData":[5,{"chatType":"vk"}]}');
    assert.deepEqual(
      rows.map(({ editable }) => editable),
      [false, true],
    );
  });

  it('takes an empty text for an empty card', () => {
    assert.deepEqual(cardOf(' \n').rows, []);
    assert.deepEqual(readFormCard('').value, {});
  });

  for (const [name, text, words] of [
    ['broken JSON, with its line', '{\n  "id": "1",,\n}', /Line 2/],
    ['comments', '{ "id": "1" // why\n}', /Line 1/],
    ['a key that stands twice', '{"name":"A",\n"name":"B"}', /Line 2.*name/],
    ['a list', '[]', /list/],
    ['anything else', '"text"', /no contact/],
  ] as const) {
    it(`says calmly that it cannot show ${name}`, () => {
      const { content, value } = readFormCard(text);
      assert.equal(content.kind, 'unreadable');
      assert.match(content.reason, words);
      assert.equal(value, undefined);
    });
  }
});
