import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { SortedIds } from '../../../src/sandbox/sortedIds.ts';

const digits = (index: number) => String(index).padStart(5, '0');

describe('sandbox: sorted ids', () => {
  it('are those of a plain sorted array after any insertions and deletions', () => {
    const change = fc.record({
      remove: fc.boolean(),
      id: fc.oneof(fc.nat(3000).map(digits), fc.string({ maxLength: 4 })),
    });
    fc.assert(
      fc.property(
        fc.nat(2500),
        fc.array(change, { maxLength: 60 }),
        fc.nat(3000),
        (length, changes, offset) => {
          const sorted = new SortedIds({ length, id: digits });
          const plain = new Set(Array.from({ length }, (_, index) => digits(index)));
          for (const { remove, id } of changes) {
            if (remove) {
              sorted.delete(id);
              plain.delete(id);
            } else {
              sorted.insert(id);
              plain.add(id);
            }
          }
          const expected = [...plain].sort((a, b) => (a < b ? -1 : 1));
          assert.equal(sorted.length, expected.length);
          assert.deepEqual(sorted.slice(0, 9999), expected);
          assert.deepEqual(sorted.slice(offset, 100), expected.slice(offset, offset + 100));
          for (const id of [
            undefined,
            digits(offset),
            ...changes.slice(0, 5).map((item) => item.id),
          ]) {
            const rest = expected.filter((other) => id === undefined || other > id);
            assert.deepEqual(sorted.after(id, 100), rest.slice(0, 100));
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('split their blocks as they grow and drop them as they empty', () => {
    const sorted = new SortedIds({ length: 0, id: digits });
    const all = Array.from({ length: 9000 }, (_, index) => digits((index * 4801) % 9000));
    for (const id of all) sorted.insert(id);
    assert.deepEqual(sorted.slice(0, 9000), all.toSorted());
    for (const id of all) sorted.delete(id);
    assert.deepEqual([sorted.length, sorted.slice(0, 10)], [0, []]);
    sorted.insert('x');
    assert.deepEqual(sorted.slice(0, 10), ['x']);
  });
});
