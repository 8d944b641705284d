import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  type BookWorld,
  contactOf,
  contacts,
  idOf,
  outline,
  shown,
  withBook,
} from './bookWorld.ts';

const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => idOf(first + index));

async function load(world: BookWorld, ...offsets: readonly number[]): Promise<void> {
  for (const offset of offsets) await world.book.loadPage(offset, { signal: world.signal });
}

describe('Book: others add and delete while pages are read', () => {
  it('finds rows that moved up across the border by reading backwards, and says that the count changed', () =>
    withBook(contacts(250), async (world) => {
      const { book, erase, offsets } = world;
      await load(world, 0);
      await erase([idOf(5), idOf(6)]);
      await load(world, 100);
      assert.deepEqual(offsets(), [0, 100, 0]);
      assert.deepEqual(
        shown(book),
        range(1, 202).filter((id) => id !== idOf(5) && id !== idOf(6)),
      );
      assert.equal(outline(book), '0+200 [200-248]');
      assert.deepEqual(book.countChange, { before: 250, now: 248 });
      await load(world, 200);
      assert.deepEqual(offsets(), [200], 'nothing changed since: one request');
      assert.deepEqual(book.coverage, { read: 248, count: 248, isComplete: false });
    }));

  it('reads backwards page by page until a known row appears', () =>
    withBook(contacts(1000), async (world) => {
      const { book, erase, offsets } = world;
      await load(world, 0, 100, 200, 300, 400);
      await erase(range(101, 350));
      offsets();
      await load(world, 500);
      assert.deepEqual(offsets(), [500, 400, 300, 200]);
      const after = [...range(1, 100), ...range(351, 850)];
      assert.deepEqual(
        shown(book).filter((id) => after.includes(id)),
        after,
      );
      assert.equal(new Set(shown(book)).size, shown(book).length);
      await book.loadAll({ signal: world.signal });
      await book.refresh({ signal: world.signal });
      assert.deepEqual(shown(book), [...range(1, 100), ...range(351, 1000)]);
      assert.equal(book.coverage.isComplete, true);
    }));

  it('drops rows that moved down and come twice, without a further request', () =>
    withBook(contacts(250, 10), async (world) => {
      const { book, write, offsets } = world;
      await load(world, 0);
      await write([contactOf(1), contactOf(2)]);
      await load(world, 100);
      assert.deepEqual(offsets(), [0, 100]);
      assert.deepEqual(shown(book), range(10, 207));
      assert.equal(outline(book), '[0-2] 2+198 [200-252]', 'the new ones show as a gap');
      await load(world, 0, 200);
      assert.deepEqual(shown(book), [...range(1, 2), ...range(10, 259)]);
      assert.equal(outline(book), '0+252');
    }));

  it('makes sure that no row is missing when contacts were added after the border', () =>
    withBook(contacts(150), async (world) => {
      await load(world, 0);
      await world.write([contactOf(900)]);
      await load(world, 100);
      assert.deepEqual(world.offsets(), [0, 100, 0]);
      assert.equal(shown(world.book).length, 151);
      assert.equal(outline(world.book), '0+151');
    }));

  it('finds a new row in the middle of what was read when everything is loaded', () =>
    withBook(contacts(300), async (world) => {
      await load(world, 0, 100);
      await world.write([{ ...contactOf(0), id: `${idOf(50)}a` }]);
      await world.book.loadAll({ signal: world.signal });
      const { read, count } = world.book.coverage;
      assert.deepEqual({ read, count }, { read: 301, count: 301 });
      assert.equal(shown(world.book)[50], `${idOf(50)}a`);
    }));

  it('keeps a region that was jumped to apart until a page proves that it follows', () =>
    withBook(contacts(1000), async (world) => {
      const { book, signal } = world;
      await load(world, 0, 250);
      await world.erase(range(101, 110));
      await load(world, 100, 200);
      await book.loadAll({ signal });
      assert.deepEqual(shown(book), [...range(1, 100), ...range(111, 1000)]);
      assert.equal(outline(book), '0+990');
    }));

  it('keeps the gap above rows that moved up, until the first row was read', () =>
    withBook(contacts(400), async (world) => {
      const { book, erase, offsets, signal } = world;
      await load(world, 3);
      await erase(range(4, 13));
      await load(world, 103);
      assert.match(outline(book), /^\[0-1\] 1\+/);
      await book.loadAll({ signal });
      const ids = shown(book);
      for (const id of [...range(1, 3), ...range(14, 400)]) assert.ok(ids.includes(id), id);
      assert.deepEqual(
        ids.slice(0, 4),
        [...range(1, 3), idOf(14)],
        'what the top does not show is gone',
      );
      offsets();
      await load(world, 0);
      assert.deepEqual(offsets(), [], 'the first row is known');
    }));

  it('keeps the gap below rows that moved up, until a page showed the last row', () =>
    withBook(contacts(320), async (world) => {
      const { book, erase, offsets, signal } = world;
      await load(world, 5, 105, 205);
      await erase(range(151, 170));
      await load(world, 0);
      assert.match(outline(book), / \[299-300\]$/);
      offsets();
      await book.loadAll({ signal });
      assert.deepEqual(offsets(), [299, 199], 'back to a row that is known');
      const ids = shown(book);
      for (const id of [...range(1, 150), ...range(171, 320)]) assert.ok(ids.includes(id), id);
      assert.doesNotMatch(outline(book), /\[/);
    }));

  it('is right again when nearly everything was deleted', () =>
    withBook(contacts(500), async (world) => {
      const { book, signal } = world;
      await load(world, 0, 100, 200);
      await world.erase(range(1, 490));
      await load(world, 300);
      assert.deepEqual(shown(book), range(491, 500));
      assert.equal(outline(book), '0+10');
      await world.erase(range(491, 500));
      await book.refresh({ signal });
      assert.equal(outline(book), '');
      assert.equal(book.isRead, true);
    }));

  it('goes on when the list changes again while it reads backwards', () =>
    withBook(contacts(600), async (world) => {
      const { book, signal } = world;
      await load(world, 0, 100, 200);
      await world.erase(range(1, 3));
      let requests = 0;
      world.beforeRequest(async () => {
        requests += 1;
        if (requests === 2) await world.erase(range(290, 295));
      });
      await load(world, 300);
      world.beforeRequest(undefined);
      await book.loadAll({ signal });
      const ids = shown(book);
      for (const id of [...range(4, 289), ...range(296, 600)]) assert.ok(ids.includes(id), id);
      assert.equal(new Set(ids).size, ids.length);
    }));

  it('does not join a region that was jumped to with rows that have moved away from it', () =>
    withBook(contacts(300), async (world) => {
      const { book, erase, offsets, signal } = world;
      await load(world, 0, 100, 270);
      await erase(range(11, 17));
      await load(world, 600);
      offsets();
      await load(world, 300);
      assert.deepEqual(offsets(), [300, 200]);
      assert.equal(outline(book), '0+200 [200-201] 201+93');
      await book.loadAll({ signal });
      const ids = shown(book);
      for (const id of [...range(1, 10), ...range(18, 300)]) assert.ok(ids.includes(id), id);
    }));

  it('does not call all read when the number of contacts changed and came back between two pages', () =>
    withBook(contacts(251), async (world) => {
      await load(world, 0, 100);
      world.offsets();
      let requests = 0;
      world.beforeRequest(async () => {
        requests += 1;
        if (requests === 1) await world.erase([idOf(6)]);
        if (requests === 2) await world.write([{ ...contactOf(4), id: `${idOf(4)}a` }]);
      });
      await load(world, 200);
      world.beforeRequest(undefined);
      assert.deepEqual(world.offsets(), [200, 100, 200]);
      assert.deepEqual(world.book.coverage, { read: 251, count: 251, isComplete: false });
      await world.book.refresh({ signal: world.signal });
      assert.ok(shown(world.book).includes(`${idOf(4)}a`));
      assert.equal(world.book.coverage.isComplete, true);
    }));

  it('loses none where rows moved while the number of contacts stayed, once that shows', () =>
    withBook(contacts(355), async (world) => {
      await load(world, 253);
      await world.erase([idOf(5)]);
      await world.write([contactOf(900)]);
      await world.book.loadAll({ signal: world.signal });
      const ids = shown(world.book);
      // It stood just behind what was read, and moved up into it.
      assert.ok(ids.includes(idOf(354)));
      assert.deepEqual(world.book.coverage, { read: 355, count: 355, isComplete: true });
    }));

  it('never shows an id twice, loses no contact that was there throughout and keeps its promise of requests', async () => {
    const change = fc.record({
      added: fc.uniqueArray(fc.integer({ min: 0, max: 999 }), { maxLength: 30, size: 'max' }),
      deleted: fc.uniqueArray(fc.integer({ min: 0, max: 999 }), { maxLength: 30, size: 'max' }),
      jump: fc.option(fc.integer({ min: 0, max: 600 }), { nil: undefined, freq: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 0, max: 999 }), { maxLength: 450, size: 'max' }),
        fc.array(change, { maxLength: 8 }),
        (start, changes) =>
          withBook(
            start.map((number) => contactOf(number)),
            (world) => driftingPass(world, new Set(start), changes),
          ),
      ),
      { numRuns: 60, interruptAfterTimeLimit: 30_000 },
    );
  });
});

interface Change {
  readonly added: readonly number[];
  readonly deleted: readonly number[];
  readonly jump: number | undefined;
}

/** Loads everything while `changes` happen between the pages, leaving out those that the count cannot show. */
async function driftingPass(
  world: BookWorld,
  present: Set<number>,
  changes: readonly Change[],
): Promise<void> {
  const { book, signal } = world;
  const throughout = new Set(present);
  let told: number | undefined;
  for (const { added, deleted, jump } of changes) {
    const next = jump ?? book.layout().find((part) => part.kind === 'gap')?.from;
    if (next !== undefined) await load(world, next);
    if (world.offsets().length > 0) told = present.size;
    assertNoRepeats(book);
    const after = new Set([...present, ...added]);
    for (const number of deleted) after.delete(number);
    if (after.size === told) continue;
    await world.write(added.filter((number) => !present.has(number)).map((n) => contactOf(n)));
    await world.erase(deleted.map(idOf));
    for (const number of [...present]) if (!after.has(number)) throughout.delete(number);
    present.clear();
    for (const number of after) present.add(number);
  }
  world.offsets();
  await book.loadAll({ signal });
  assertNoRepeats(book);
  const ids = new Set(shown(book));
  for (const number of throughout) assert.ok(ids.has(idOf(number)), `lost ${idOf(number)}`);
  if (book.coverage.isComplete && world.offsets().length > 0) {
    assert.deepEqual([...ids].sort(), [...present].map(idOf).sort(), 'complete means exact');
  }
  await book.refresh({ signal });
  await book.loadAll({ signal });
  const pages = Math.max(1, Math.ceil(present.size / 100));
  assert.equal(shown(book).join(), [...present].map(idOf).sort().join(), 'right after a refresh');
  assert.ok(book.coverage.isComplete);
  await book.refresh({ signal });
  world.offsets();
  await book.refresh({ signal });
  assert.equal(world.offsets().length, pages, 'a refresh reads each page once');
}

function assertNoRepeats(book: BookWorld['book']): void {
  const ids = shown(book);
  assert.equal(new Set(ids).size, ids.length, 'no id twice');
  let end = 0;
  for (const part of book.layout()) {
    if (part.kind === 'gap') {
      assert.ok(part.to === undefined || part.from < part.to, 'a gap is not empty');
      assert.ok(part.from >= end, 'gaps are in order');
      end = part.to ?? Number.POSITIVE_INFINITY;
    }
  }
}
