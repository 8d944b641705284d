import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Book } from '../../../../../src/core/book/book.ts';
import { CacheKeeper } from '../../../../../src/core/book/cache/cacheKeeper.ts';
import { PersonNames } from '../../../../../src/core/book/search/personNames.ts';
import { readQuery } from '../../../../../src/core/book/search/searchQuery.ts';
import type { LogFacts } from '../../../../../src/core/ports.ts';
import { FakeClock } from '../../../../support/fakeClock.ts';
import { type BookWorld, contactOf, contacts, idOf, withBook } from '../bookWorld.ts';
import { type MemoryCache, memoryCache } from './memoryCache.ts';

const pauseMs = 30_000;
const people = new PersonNames([]);

/** A session on the world's account: a book of its own whose search is kept in `file`. */
interface Session {
  readonly book: Book;
  readonly keeper: CacheKeeper;
  readonly warnings: readonly LogFacts[];
  scan(): ReturnType<Book['search']['scan']>;
  ids(query: string): Promise<readonly string[]>;
}

describe('A cache of what was read', () => {
  let clock: FakeClock;
  let file: MemoryCache;

  const session = ({ connection, signal }: BookWorld): Session => {
    const book = new Book(connection);
    const warnings: LogFacts[] = [];
    const keeper = new CacheKeeper({
      accountId: book.accountId,
      search: book.search,
      file,
      clock,
      logger: {
        debug: () => {},
        info: () => {},
        warn: (_, facts = {}) => warnings.push(facts),
        error: () => {},
      },
    });
    return {
      book,
      keeper,
      warnings,
      scan: () => book.search.scan(clock, signal),
      ids: async (query) => {
        const { entries } = await book.search.find(readQuery(query), { signal, people });
        return entries.map((entry) => book.search.index.contactAt(entry).id);
      },
    };
  };

  /** Runs `work` after an earlier session has read these contacts and kept them. */
  const withCache = (
    start: readonly { readonly id: string }[],
    work: (world: BookWorld) => Promise<void>,
  ) =>
    withBook(start, async (world) => {
      clock = new FakeClock();
      file = memoryCache();
      const earlier = session(world);
      await earlier.scan();
      await clock.sleepOf(pauseMs);
      assert.ok(file.content);
      earlier.keeper.dispose();
      clock.advance(3_600_000);
      world.asked();
      await work(world);
    });

  it('answers before the first request, and does not take that for all there is', () =>
    withCache(contacts(250), async (world) => {
      const { book, scan, ids } = session(world);
      const began = clock.now();
      let before: readonly string[] | undefined;
      world.beforeRequest(async () => {
        before ??= await ids('contact 150');
        assert.equal(book.search.isComplete, false);
        assert.equal(book.search.isFresh(clock), false);
        assert.equal(book.search.keptSince, began - 3_600_000);
      });
      await scan();
      assert.deepEqual(before, [idOf(150)]);
      assert.ok(book.search.isFresh(clock));
      assert.equal(book.search.keptSince, undefined);
      assert.equal(world.offsets().length, 3);
    }));

  it('is corrected by the scan: what was changed, added and deleted by others since', () =>
    withCache(contacts(250), async (world) => {
      await world.write([contactOf(900), contactOf(7, 'Renamed')]);
      await world.erase([idOf(1), idOf(2)]);
      const { book, scan, ids } = session(world);
      const { added, changed, gone, isComplete } = await scan();
      assert.deepEqual({ added, changed, gone }, { added: 1, changed: 1, gone: 2 });
      assert.ok(isComplete);
      assert.equal(book.search.index.size, 249);
      assert.deepEqual(await ids('renamed'), [idOf(7)]);
      assert.deepEqual(await ids(`id:${idOf(1)}`), []);
    }));

  it('stays unchecked, and is not written again, where a page cannot be read', () =>
    withCache(contacts(250), async (world) => {
      const { book, scan } = session(world);
      const { writes } = file;
      await world.faults('GET:^/contacts$:500');
      const { isComplete, gone } = await scan();
      assert.deepEqual({ isComplete, gone }, { isComplete: false, gone: 0 });
      assert.equal(book.search.isComplete, false);
      assert.notEqual(book.search.keptSince, undefined);
      assert.equal(book.search.index.size, 250);
      book.put(contactOf(7, 'Written'));
      assert.equal(file.writes, writes);
    }));

  it('overwrites nothing that was read, written or deleted since the start', () =>
    withCache(contacts(250), async (world) => {
      const { book, scan, ids } = session(world);
      const { signal } = world;
      await world.write([contactOf(7, 'Read'), contactOf(150, 'Written before')]);
      await world.write([contactOf(151, 'Written meanwhile'), contactOf(400, 'New')]);
      await world.erase([idOf(152), idOf(153)]);
      await book.loadPage(0, { signal });
      book.put([contactOf(150, 'Written before'), contactOf(400, 'New')]);
      book.remove(idOf(152));
      let isFirst = true;
      file.beforePiece = () => {
        if (!isFirst) return;
        isFirst = false;
        book.put(contactOf(151, 'Written meanwhile'));
        book.remove(idOf(153));
      };
      const look = async () => {
        assert.deepEqual(await ids('read'), [idOf(7)]);
        assert.deepEqual(await ids('written'), [idOf(150), idOf(151)]);
        assert.deepEqual(await ids('new'), [idOf(400)]);
        assert.deepEqual(await ids('"contact 152"'), []);
        assert.deepEqual(await ids('"contact 153"'), []);
      };
      let looked = 0;
      world.beforeRequest(async () => {
        looked += 1;
        if (looked === 1) await look();
      });
      await scan();
      assert.ok(looked > 0);
      await look();
      assert.equal(book.search.index.size, 249);
    }));

  it('is taken in once, also where the first scan was called off', () =>
    withCache(contacts(3000), async (world) => {
      const { book, scan } = session(world);
      const stopping = new AbortController();
      let pieces = 0;
      file.beforePiece = () => {
        pieces += 1;
        if (pieces === 5) stopping.abort(new Error('enough'));
      };
      await assert.rejects(book.search.scan(clock, stopping.signal), /enough/);
      assert.deepEqual(world.offsets(), []);
      assert.equal(book.search.keptSince, undefined);
      file.beforePiece = () => {};
      await scan();
      assert.equal(book.search.index.size, 3000);
      const before = pieces;
      await scan();
      assert.equal(pieces, before);
    }));

  it('is written after a scan and after our own writes, those of half a minute at once', () =>
    withCache(contacts(250), async (world) => {
      const { book, scan } = session(world);
      const { writes } = file;
      book.put(contactOf(300, 'Before all was read'));
      assert.equal(file.writes, writes);
      await scan();
      await clock.sleepOf(pauseMs);
      assert.equal(file.writes, writes + 1);
      for (let number = 1; number <= 5; number++) book.put(contactOf(number, 'Written'));
      book.remove(idOf(9));
      assert.equal(file.writes, writes + 1);
      clock.advance(pauseMs);
      await clock.sleepOf(pauseMs);
      assert.equal(file.writes, writes + 2);
      clock.advance(pauseMs);
      book.put(contactOf(5, 'Written'));
      assert.equal(file.writes, writes + 2, 'nothing was changed');

      const next = session(world);
      await world.faults('GET:^/contacts$:500');
      await next.scan();
      assert.deepEqual(await next.ids('written'), [1, 2, 3, 4, 5].map(idOf));
      assert.deepEqual(await next.ids(`id:${idOf(9)}`), []);
    }));

  for (const [what, damage, reason] of [
    ['cut', (whole: Buffer) => whole.subarray(0, whole.length - 20), 'cut or altered'],
    ['no cache', () => Buffer.from('[]'), 'no cache'],
    [
      'of another account',
      (whole: Buffer) => Buffer.from(whole.toString().replace('"test"', '"else"')),
      'other account',
    ],
  ] as const) {
    it(`is thrown away with a line in the log if it is ${what}, and all is read without it`, () =>
      withCache(contacts(250), async (world) => {
        file.content = damage(file.content ?? Buffer.alloc(0));
        const { book, scan, warnings } = session(world);
        let first: number | undefined;
        world.beforeRequest(() => {
          first ??= book.search.index.size;
          assert.equal(book.search.keptSince, undefined);
          assert.equal(file.content, undefined);
        });
        await scan();
        assert.equal(first, 0);
        assert.ok(book.search.isComplete);
        assert.deepEqual(warnings, [{ account: 'test', reason }]);
      }));
  }

  it('gives way where the disk does not work', () =>
    withCache(contacts(250), async (world) => {
      file.failure = Object.assign(new Error('refused'), { code: 'EACCES' });
      const { book, scan, warnings } = session(world);
      await scan();
      await clock.sleepOf(pauseMs);
      assert.ok(book.search.isComplete);
      // It can neither be read, nor removed, nor written.
      const [account, reason] = ['test', 'EACCES'];
      assert.deepEqual(warnings, [
        { account, reason },
        { account, reason },
        { account, reason },
      ]);
    }));

  it('is no longer asked for once it is not to be kept, not even in the midst of reading it', () =>
    withCache(contacts(3000), async (world) => {
      const { book, keeper, scan } = session(world);
      const { writes } = file;
      let pieces = 0;
      file.beforePiece = () => {
        pieces += 1;
        if (pieces > 8) keeper.dispose();
      };
      let before: number | undefined;
      world.beforeRequest(() => {
        before ??= book.search.index.size;
      });
      await scan();
      assert.ok(pieces > 8 && (before ?? 3000) < 3000);
      assert.equal(book.search.index.size, 3000);
      book.put(contactOf(1, 'Written'));
      assert.equal(file.writes, writes);
    }));
});
