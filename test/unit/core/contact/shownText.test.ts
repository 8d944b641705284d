import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { contactTitle } from '../../../../src/core/contact/describeContact.ts';
import { problemWords } from '../../../../src/core/contact/problemWords.ts';
import { shownText, withoutLinks } from '../../../../src/core/contact/shownText.ts';

describe('shownText', () => {
  for (const text of [
    'Anna  Petrova',
    'Анна Белова',
    'Мария 👩‍👩‍👧 Семья',
    'می‌خواهم',
    'Zoë | <b>bold</b> & [link](command:x)',
    'x'.repeat(200),
    '',
  ]) {
    it(`leaves ${JSON.stringify(text).slice(0, 30)} as it is`, () => {
      assert.equal(shownText(text), text);
    });
  }

  for (const [name, text, shown] of [
    ['line breaks', 'Anna\r\n- Id: 5\u2028x\u0085y', 'Anna - Id: 5 x y'],
    ['escapes of terminals', '\u001b[31mred\u0007', ' [31mred '],
    ['characters that turn the text about', 'Anna \u202etxt.exe\u2066x\u2069', 'Anna txt.exex'],
    ['characters without a form', 'An\u200bna\ufeff\u2060', 'Anna'],
    ['half surrogate pairs', 'a\ud83d b\ude00', 'a\ufffd b\ufffd'],
  ] as const) {
    it(`shows ${name} as what they are not`, () => assert.equal(shownText(text), shown));
  }

  it('cuts what is endless, never within a character', () => {
    assert.equal(shownText('x'.repeat(100_000)), `${'x'.repeat(199)}…`);
    assert.equal(shownText(`${'x'.repeat(198)}😀😀`), `${'x'.repeat(198)}…`);
    assert.equal(shownText(`Anna${'\u200b'.repeat(10_000)}B`), 'Anna…');
    assert.equal(shownText('x'.repeat(20), 10), `${'x'.repeat(9)}…`);
  });

  it('is one short line of whole characters, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 1000 }), (text) => {
        const shown = shownText(text);
        assert.ok(shown.length <= 200);
        assert.doesNotMatch(shown, /[\p{Cc}\p{Surrogate}\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});

describe('contactTitle', () => {
  it('is the id where nothing of the name can be seen', () => {
    for (const name of ['', ' ', '\u200b\u202e', '\n\t', null, 5]) {
      assert.equal(contactTitle({ id: 'crm-\u202e1', name }), 'crm-1');
    }
  });
});

describe('problemWords', () => {
  it('quotes no more of a value than can be read', () => {
    const words = problemWords({
      rule: 'unknownChatType',
      key: 'chatType',
      value: `\u202e${'x'.repeat(100_000)}`,
    });
    assert.ok(words.length < 400 && !words.includes('\u202e'), words.slice(0, 500));
  });
});

describe('withoutLinks', () => {
  it('leaves nothing that VS Code takes for a link with a text of its own', () => {
    assert.equal(withoutLinks('See [here](command:x) [a] (b)'), 'See [here] (command:x) [a] (b)');
  });
});
