import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { listUsers } from '../../../../../src/core/api/readRoutes.ts';
import { Book } from '../../../../../src/core/book/book.ts';
import { BookSearch } from '../../../../../src/core/book/search/bookSearch.ts';
import { PersonNames } from '../../../../../src/core/book/search/personNames.ts';
import { readQuery } from '../../../../../src/core/book/search/searchQuery.ts';
import { FakeClock } from '../../../../support/fakeClock.ts';
import { inSandbox } from '../../api/apiWorld.ts';
import { type BookWorld, contactOf, contacts, idOf, withBook } from '../bookWorld.ts';

const clock = new FakeClock(() => true);
const people = new PersonNames();

async function find({ book, signal }: BookWorld, query: string): Promise<readonly string[]> {
  const { entries } = await book.search.find(readQuery(query), { signal, limit: 10, people });
  return entries.map((entry) => book.search.index.contactAt(entry).id);
}

describe('Searching a book', () => {
  it('answers from what was read before all was', () =>
    withBook(contacts(250), async (world) => {
      const { book, signal } = world;
      await book.loadPage(0, { signal });
      assert.deepEqual(await find(world, 'contact 50'), [idOf(50)]);
      assert.deepEqual(await find(world, 'contact 150'), []);
      assert.equal(book.search.isComplete, false);
      const scan = await book.search.scan(clock, signal);
      assert.deepEqual([scan.read, scan.count, scan.isComplete], [250, 250, true]);
      assert.deepEqual(await find(world, 'contact 150'), [idOf(150)]);
    }));

  it('reads all once for all who ask at the same time, and tells what is new, changed and gone', () =>
    withBook(contacts(250), async (world) => {
      const { book, signal, write, erase } = world;
      world.asked();
      await Promise.all([book.search.scan(clock, signal), book.search.scan(clock, signal)]);
      assert.equal(world.offsets().length, 3);
      await write([contactOf(900), contactOf(7, 'Renamed')]);
      await erase([idOf(1), idOf(2)]);
      const { added, changed, gone, isComplete } = await book.search.scan(clock, signal);
      assert.deepEqual({ added, changed, gone }, { added: 1, changed: 1, gone: 2 });
      assert.ok(isComplete);
      assert.deepEqual(await find(world, 'renamed'), [idOf(7)]);
    }));

  it('knows our own writes at once, those during a scan, too', () =>
    withBook(contacts(350), async (world) => {
      const { book, signal, write, erase } = world;
      let requests = 0;
      world.beforeRequest(async () => {
        requests += 1;
        if (requests !== 4) return;
        await erase([idOf(340)]);
        book.remove([idOf(340)]);
        await write([contactOf(341, 'Written')]);
        book.put(contactOf(341, 'Written'));
      });
      await book.search.scan(clock, signal);
      assert.deepEqual(await find(world, 'contact 340'), []);
      assert.deepEqual(await find(world, 'written'), [idOf(341)]);
      assert.equal(book.search.index.size, 349);
      assert.ok(book.search.isComplete);
      book.put({ ...contactOf(400), name: 'Quite new' });
      assert.deepEqual(await find(world, 'quite new'), [idOf(400)]);
    }));

  it('asks for nothing while a page is on its way that somebody wants to see', () =>
    withBook(contacts(3000), async (world) => {
      const { book, signal } = world;
      let requests = 0;
      let answer = () => {};
      world.beforeRequest(async () => {
        requests += 1;
        if (requests === 1) await new Promise<void>((resolve) => (answer = resolve));
      });
      const loading = book.loadPage(2500, { signal });
      const scanning = book.search.scan(clock, signal);
      // All that was not held back would have begun by then.
      for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
      assert.equal(requests, 1);
      answer();
      await Promise.all([loading, scanning]);
      assert.ok(book.search.isComplete);
      assert.equal(requests, 31);
    }));

  it('leaves the next room within the rate limit to what somebody waits for', async () => {
    const clock = new FakeClock();
    const limit = { clock, requestsPer5Seconds: () => 5 };
    await inSandbox(
      { contacts: 2000 },
      async ({ connection, call: { signal } }) => {
        const stop = new AbortController();
        const book = new Book(connection);
        const scanning = book.search.scan(clock, stop.signal);
        // The first five requests are over, the next ten wait.
        await clock.sleepOf(5010);
        const users = listUsers(connection, { signal });
        clock.advance(5010);
        assert.ok((await users).length > 0);
        stop.abort(new Error('enough'));
        await assert.rejects(scanning, /enough/);
      },
      limit,
    );
  });

  it('keeps what is written and read while it forgets the many that are gone, and lets others work', async () => {
    const many = contacts(80_000);
    let held = many.length;
    let onLast = () => {};
    const search = new BookSearch({
      list: async (offset) => {
        if (offset + 100 >= held) onLast();
        const page = many.slice(offset, Math.min(offset + 100, held));
        return { offset, rows: page.length, contacts: page, count: held };
      },
      count: () => held,
      all: () => undefined,
      adopt: async () => {},
      turn: async () => {},
    });
    const { signal } = new AbortController();
    await search.scan(clock, signal);
    held = 100;
    let turns = 0;
    let isOver = false;
    onLast = () => {
      const change = () => {
        if (isOver) return;
        turns += 1;
        search.put([contactOf(1_000_000 + turns), contactOf(70_000 + turns)]);
        search.learn([contactOf(2_000_000 + turns), contactOf(79_000 + turns)]);
        search.remove([idOf(turns)]);
        setImmediate(change);
      };
      setImmediate(change);
    };
    const { gone } = await search.scan(clock, signal);
    isOver = true;
    assert.ok(turns > 1, 'others had a turn');
    const numbers = (first: number) => Array.from({ length: turns }, (_, turn) => first + 1 + turn);
    for (const number of [1_000_000, 70_000, 2_000_000, 79_000].flatMap(numbers)) {
      assert.ok(search.index.contact(idOf(number)), idOf(number));
    }
    for (const number of numbers(0)) assert.equal(search.index.contact(idOf(number)), undefined);
    assert.equal(search.index.size, 100 - turns + 4 * turns);
    assert.ok(gone > many.length - 100 - 4 * turns && gone <= many.length - 100, `${gone}`);
  });

  it('hands on all that fit, those that change meanwhile, too, and lets others work', async () => {
    const count = 20_000;
    const search = new BookSearch({
      list: () => Promise.reject(new Error('nothing is to be read')),
      count: () => undefined,
      all: () => undefined,
      adopt: async () => {},
      turn: async () => {},
    });
    search.learn(contacts(count));
    const { signal } = new AbortController();
    await search.find([], { signal, people });
    let turns = 0;
    const change = () => {
      turns += 1;
      search.put([contactOf(count - turns, 'Changed')]);
      if (turns < 3) setImmediate(change);
    };
    setImmediate(change);
    // What is asked for takes a while: each contact is checked.
    const found = await search.contacts(readQuery('-problem:error'), { signal, people });
    assert.equal(turns, 3, 'others had their turns');
    assert.deepEqual(
      found.map(({ id }) => id),
      contacts(count).map(({ id }) => id),
    );
  });

  it('does not keep a page from being called off that nobody wants to see any more', () =>
    withBook(contacts(300), async (world) => {
      const { book, signal } = world;
      const giving = new AbortController();
      let requests = 0;
      world.beforeRequest(() => {
        requests += 1;
        if (requests === 1) giving.abort(new Error('enough'));
      });
      const loading = book.loadPage(200, { signal: giving.signal });
      const scanning = book.search.scan(clock, signal);
      await assert.rejects(loading, /enough/);
      await scanning;
      assert.equal(requests, 4);
      assert.equal(book.idAt(200), undefined);
    }));

  it('stays incomplete, with what was read, when it is called off', () =>
    withBook(contacts(3000), async (world) => {
      const { book } = world;
      const controller = new AbortController();
      let requests = 0;
      world.beforeRequest(() => {
        requests += 1;
        if (requests === 15) controller.abort(new Error('enough'));
      });
      await assert.rejects(book.search.scan(clock, controller.signal), /enough/);
      assert.equal(book.search.isComplete, false);
      assert.equal(book.search.progress, undefined);
      assert.ok(book.search.index.size > 0 && book.search.index.size < 3000);
      world.beforeRequest(undefined);
      await book.search.scan(clock, world.signal);
      assert.ok(book.search.isComplete);
    }));
});
