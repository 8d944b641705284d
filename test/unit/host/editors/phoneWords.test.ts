import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { phoneMeaning, phoneWords } from '../../../../src/host/editors/phoneWords.ts';

const plain = (words: string | undefined) => words?.replaceAll('\u00a0', ' ');

describe('phoneWords', () => {
  for (const [digits, words] of [
    ['79011112233', '+7 901 111 22 33 · Russia'],
    ['77011112233', '+7 701 111 2233 · Kazakhstan'],
    ['380501112233', '+380 50 111 2233 · Ukraine'],
    ['34612345678', '+34 612 34 56 78 · Spain'],
    ['12125550123', '+1 212 555 0123 · United States'],
    ['5511912345678', '+55 11 91234 5678 · Brazil'],
  ] as const) {
    it(`shows ${digits} as "${words}"`, () => assert.equal(plain(phoneWords(digits, 'en')), words));
  }

  it('names countries in the language of the user', () => {
    assert.match(phoneWords('79011112233', 'ru') ?? '', /Россия/);
    assert.match(phoneWords('34612345678', 'es') ?? '', /España/);
    assert.match(phoneWords('34612345678', 'xx-nonsense-1') ?? '', /Spain|ES/);
  });

  it("says nothing of what can be nobody's number", () => {
    for (const text of ['', '7', '1234', '+79011112233', '7901 111', '999999999999999', 'anna']) {
      assert.equal(phoneWords(text, 'en'), undefined, text);
    }
  });
});

describe('phoneMeaning', () => {
  const card = {
    id: '79011112233',
    contactData: [
      { chatType: 'telegram', chatId: '79011112233', phone: '34612345678' },
      { chatId: '79011112244', chatType: 'whatsapp' },
    ],
  };
  const at = (value: object, isList: boolean, word: string, from = 0) => {
    const text = JSON.stringify(value, undefined, 2);
    const offset = text.indexOf(word, from) + 3;
    return plain(phoneMeaning({ text, startLine: 0, isList, isElement: false }, offset, 'en'));
  };

  it('is of numbers in rows: of a phone, and of a chat id that is one', () => {
    assert.equal(at(card, false, '"34612345678"'), '+34 612 34 56 78 · Spain');
    assert.equal(at(card, false, '"79011112244"'), '+7 901 111 22 44 · Russia');
    assert.equal(at([card], true, '"79011112244"'), '+7 901 111 22 44 · Russia');
  });

  it('is not of an id, of a chat id of another kind, or of a key', () => {
    assert.equal(at(card, false, '"79011112233"'), undefined);
    assert.equal(at(card, false, '"79011112233"', 40), undefined);
    assert.equal(at(card, false, '"phone"'), undefined);
  });
});
