import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { insertSorted, removeSorted } from '../../../../src/core/book/sortedIds.ts';

const someIds = fc.uniqueArray(fc.string({ maxLength: 4 }), { maxLength: 40 });

describe('insertSorted', () => {
  it('keeps the order by code units', () => {
    fc.assert(
      fc.property(someIds, fc.integer({ min: 0, max: 40 }), (all, split) => {
        const ids = all.slice(0, split).sort();
        insertSorted(ids, all.slice(split));
        assert.deepEqual(ids, [...all].sort());
      }),
    );
  });

  it('loses nothing and moves nothing past another where the list has an order of its own', () => {
    fc.assert(
      fc.property(someIds, fc.integer({ min: 0, max: 40 }), (all, split) => {
        const [before, news] = [all.slice(0, split), all.slice(split)];
        const ids = [...before];
        insertSorted(ids, news);
        assert.deepEqual([...ids].sort(), [...all].sort());
        assert.deepEqual(
          ids.filter((id) => before.includes(id)),
          before,
        );
      }),
    );
  });
});

describe('removeSorted', () => {
  it('takes out what is there, and leaves the others in their order, whatever that is', () => {
    const orders = fc.tuple(someIds, someIds, fc.boolean());
    fc.assert(
      fc.property(orders, ([all, some, isSorted]) => {
        const before = isSorted ? [...all].sort() : all;
        const gone = new Set([...some, ...before.filter((_, index) => index % 3 === 1)]);
        const ids = [...before];
        const removed = removeSorted(ids, gone);
        assert.deepEqual(
          ids,
          before.filter((id) => !gone.has(id)),
        );
        assert.deepEqual(
          removed,
          before.filter((id) => gone.has(id)),
        );
      }),
    );
  });
});
