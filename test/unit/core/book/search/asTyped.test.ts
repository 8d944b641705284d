import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { asTyped } from '../../../../../src/core/book/search/asTyped.ts';

describe('What was found, as it was typed', () => {
  const texts = ['Ефимова Алёна', 'crm-1', 'https://crm.example.com/c/1', '79011112233', 'anna_p'];
  for (const [query, expected] of [
    ['8 (901) 111', '8 (901) 1112233'],
    ['8 (901) 111-22-33', '8 (901) 111-22-33'],
    ['+7 901', '+7 9011112233'],
    ['901-11', '901-1112233'],
    ['алена ефи', 'алена ефимова'],
    ['алёна ефимова', 'алёна ефимова'],
    [' АЛЕНА ', 'АЛЕНА'],
    ['лена', 'лена'],
    ['ефимова 8901', 'ефимова 89011112233'],
    ['8901 ефи', '8901 ефимова'],
    ['ефимова anna', 'ефимова anna'],
    ['иванова', undefined],
    ['8 902', undefined],
    ['', undefined],
    ['\u0301', undefined],
    ['"алена ефи"', undefined],
    ['алена -петрова', undefined],
    ['алена messenger:telegram', undefined],
  ] as const) {
    it(`of "${query}" is ${expected === undefined ? 'nothing' : `"${expected}"`}`, () => {
      assert.equal(asTyped(query)(texts), expected);
    });
  }

  it('goes on from the start of a word, if one begins so', () => {
    assert.equal(asTyped('x ан')(['Иван Антонов']), 'x антонов');
  });

  it('passes over what no search compares', () => {
    assert.equal(asTyped('x илья')(['И\u0306лья \u200bИ\u200bлья Ильянов']), 'x илья');
    assert.equal(asTyped('jose')(['Jose\u0301 Ferra\u0301n']), 'jose');
    assert.equal(asTyped('fer')(['Jose\u0301 Ferra\u0301n']), 'ferran');
  });
});
