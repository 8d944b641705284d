import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { completeQuery } from '../../../../../src/core/book/search/completeQuery.ts';
import { PersonNames } from '../../../../../src/core/book/search/personNames.ts';
import { readQuery } from '../../../../../src/core/book/search/searchQuery.ts';

const people = new PersonNames([
  { id: 'u1', name: 'Анна Белова' },
  { id: 'u2', name: 'Olga' },
  { id: 'u3', name: 'Olga Smith' },
  { id: 'u4', name: '' },
]);

const rules = ['chatIdDigits', 'chatIdAt'];

describe('Completing a query', () => {
  for (const [query, expected] of [
    ['', ['messenger:', 'responsible:', 'has:', 'no:', 'problem:', 'id:']],
    [
      'anna ',
      [
        'anna messenger:',
        'anna responsible:',
        'anna has:',
        'anna no:',
        'anna problem:',
        'anna id:',
      ],
    ],
    ['me', ['messenger:']],
    ['anna -h', ['anna -has:']],
    ['x messenger:tele', ['x messenger:telegram ', 'x messenger:telegroup ']],
    ['MESSENGER:Tele', ['messenger:telegram ', 'messenger:telegroup ']],
    ['tele', ['messenger:telegram ', 'messenger:telegroup ']],
    ['problem:an', ['problem:any ']],
    ['problem:chat', ['problem:chatIdDigits ', 'problem:chatIdAt ']],
    ['problem:CHATIDA', ['problem:chatIdAt ']],
    ['problem:chatidat', []],
    [
      'problem:',
      ['any', 'error', 'warning', 'info', 'chatIdDigits', 'chatIdAt'].map(
        (one) => `problem:${one} `,
      ),
    ],
    ['no:u', ['no:uri ']],
    ['responsible:"анна б', ['responsible:"Анна Белова" ']],
    ['бело', ['responsible:"Анна Белова" ']],
    ['responsible:olga', ['responsible:u2 ', 'responsible:"Olga Smith" ']],
    ['responsible:u4', ['responsible:u4 ']],
    ['id:crm', []],
    ['http://exa', []],
    ['"quoted te', []],
    ['nobody', []],
  ] as const) {
    it(`offers [${expected.join(', ')}] after "${query}"`, () => {
      const offered = completeQuery(query, { people, rules }).map((one) => one.query);
      assert.deepEqual(offered, expected);
    });
  }

  it('offers what the search understands, with the value it says', () => {
    for (const { query, property, value } of completeQuery('responsible:', { people, rules })) {
      assert.deepEqual(readQuery(query), [{ kind: property, isNot: false, value }]);
    }
  });
});
