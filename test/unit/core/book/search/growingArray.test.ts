import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { GrowingArray } from '../../../../../src/core/book/search/growingArray.ts';

describe('GrowingArray', () => {
  it('holds what was put, wherever its parts begin', () => {
    const list = new GrowingArray();
    const expected: number[] = [];
    for (let index = 0; index < 70_000; index++) {
      const value = (index * 2_654_435_761) % 2 ** 32;
      list.push(value);
      expected.push(value);
      if (index % 3 === 0) {
        const other = index >>> 1;
        list.set(other, index);
        expected[other] = index;
      }
    }
    assert.equal(list.length, expected.length);
    assert.deepEqual(
      expected.map((_, index) => list.at(index)),
      expected,
    );
  });

  it('has nothing behind its end, and puts nothing there', () => {
    const list = new GrowingArray();
    assert.equal(list.at(0), 0);
    list.push(7);
    list.set(1, 8);
    list.set(20_000, 8);
    assert.deepEqual([list.length, list.at(0), list.at(1), list.at(20_000)], [1, 7, 0, 0]);
    list.push(0);
    assert.deepEqual([list.length, list.at(1)], [2, 0]);
  });
});
