import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { ScannedPages } from '../../../../../src/core/book/scan/scannedPages.ts';
import { TimeSlices } from '../../../../../src/core/book/timeSlices.ts';
import { contactOf, idOf } from '../bookWorld.ts';

const never = new AbortController().signal;
const pageCount = 6;
const count = pageCount * 100;

/** A full page with a hundred rows, these among them: the others are on no other page. */
function pageOf(index: number, numbers: readonly number[]) {
  const own = Array.from({ length: 100 - numbers.length }, (_, row) => 1000 * (index + 1) + row);
  const contacts = [...numbers, ...own].map((number) => contactOf(number));
  return { offset: index * 100, rows: 100, contacts, count };
}

describe('The pages of a scan', () => {
  it('doubts all pages from the first to the last that hold the same contact, however often each was read', async () => {
    const read = fc.record({
      index: fc.integer({ min: 0, max: pageCount - 1 }),
      numbers: fc.uniqueArray(fc.integer({ min: 0, max: 12 }), { maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(read, { maxLength: 20 }), async (reads) => {
        const pages = new ScannedPages();
        const last = new Map<number, readonly number[]>();
        const all = Array.from({ length: pageCount }, (_, index) => ({ index, numbers: [] }));
        for (const { index, numbers } of [...all, ...reads]) {
          pages.place(pageOf(index, numbers));
          last.set(index, numbers);
        }
        const doubted = new Set<number>();
        const held = new Set<number>();
        for (let number = 0; number <= 12; number++) {
          const on = [...last].flatMap(([index, some]) => (some.includes(number) ? [index] : []));
          if (on.length > 0) held.add(number);
          if (on.length < 2) continue;
          for (let at = Math.min(...on); at <= Math.max(...on); at++) doubted.add(at * 100);
        }
        const unsettled = await pages.unsettled(new TimeSlices(never));
        assert.deepEqual(
          unsettled,
          [...doubted].sort((a, b) => a - b),
        );
        for (let number = 0; number <= 12; number++) {
          assert.equal(pages.ids.has(idOf(number)), held.has(number));
        }
        const others = [...last.values()].reduce((sum, some) => sum + 100 - some.length, 0);
        assert.equal(pages.ids.size, others + held.size);
        assert.equal(pages.read, count);
      }),
      { numRuns: 200 },
    );
  });
});
