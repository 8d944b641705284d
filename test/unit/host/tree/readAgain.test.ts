import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { UnreadPages } from '../../../../src/core/book/scan/unreadPages.ts';
import { readAgain } from '../../../../src/host/tree/readAgain.ts';
import { FakeClock } from '../../../support/fakeClock.ts';
import {
  type BookWorld,
  contactOf,
  contacts,
  idOf,
  outline,
  shown,
  withBook,
} from '../../core/book/bookWorld.ts';

const clock = new FakeClock(() => true);
const refresh = ({ book, signal }: BookWorld) => readAgain(book, undefined, clock, signal);
const nothing = { added: 0, changed: 0, removed: 0 };

describe('Refreshing an account', () => {
  it('reads the whole list where all was loaded, with one request for each hundred', () =>
    withBook(contacts(450), async (world) => {
      const { book, signal, write, erase, offsets } = world;
      await book.loadAll({ signal });
      offsets();
      assert.deepEqual(await refresh(world), { ...nothing, countBefore: 450, countNow: 450 });
      assert.deepEqual([...offsets()].sort(), [0, 100, 200, 300, 400]);
      await write([contactOf(7, 'Renamed'), contactOf(0), contactOf(900), contactOf(901)]);
      await erase([idOf(8), idOf(120)]);
      assert.deepEqual(await refresh(world), {
        added: 3,
        changed: 1,
        removed: 2,
        countBefore: 450,
        countNow: 451,
      });
      assert.equal(outline(book), '0+451');
      assert.deepEqual(shown(book), [...shown(book)].sort());
      assert.equal(book.contact(idOf(7))?.name, 'Renamed');
      assert.equal(book.countChange, undefined);
      assert.deepEqual(await refresh(world), { ...nothing, countBefore: 451, countNow: 451 });
    }));

  it('takes what a scan has read for the rows that are shown, without another request', () =>
    withBook(contacts(1000), async (world) => {
      const { book, signal, write, erase, offsets } = world;
      for (const offset of [0, 650]) await book.loadPage(offset, { signal });
      await book.search.scan(clock, signal);
      const before = outline(book);
      await write([contactOf(7, 'Renamed'), { ...contactOf(1), id: `${idOf(1)}a` }]);
      await erase([idOf(70), idOf(300)]);
      const told: unknown[] = [];
      book.onDidChange((change) => change.kind === 'contact' && told.push(change.id));
      offsets();
      const { added, changed, removed, among } = await refresh(world);
      assert.deepEqual({ added, changed, removed }, { added: 1, changed: 1, removed: 2 });
      assert.equal(among, undefined, 'all were compared');
      assert.equal(offsets().length, 10);
      assert.deepEqual(told, [idOf(7)], 'the row tells by itself that it looks otherwise');
      assert.equal(before, '0+100 [100-650] 650+100 [750-1000]');
      assert.equal(outline(book), '0+100 [100-650] 650+100 [750-999]');
      assert.ok(shown(book).includes(`${idOf(1)}a`) && !shown(book).includes(idOf(70)));
    }));

  it('reads only the pages that are shown where not all was read, and calls nothing gone', () =>
    withBook(contacts(450), async (world) => {
      const { book, signal, write, erase, offsets } = world;
      for (const offset of [0, 100]) await book.loadPage(offset, { signal });
      offsets();
      await write([contactOf(7, 'Renamed'), { ...contactOf(1), id: `${idOf(1)}a` }]);
      await write(contacts(5, 900));
      await erase([idOf(70), idOf(71)]);
      assert.deepEqual(await refresh(world), {
        added: 1,
        changed: 1,
        removed: 0,
        countBefore: 450,
        countNow: 454,
        among: 200,
      });
      assert.deepEqual(offsets(), [0, 100]);
    }));

  it('does not call new what has only moved into the part that is shown', () =>
    withBook(contacts(450), async (world) => {
      const { book, signal, write, erase } = world;
      await book.loadPage(100, { signal });
      await erase([idOf(3), idOf(150)]);
      const { added, removed, among } = await refresh(world);
      assert.deepEqual({ added, removed, among }, { added: 0, removed: 0, among: 100 });
      await write([contactOf(0), contactOf(3), { ...contactOf(4), id: `${idOf(4)}a` }]);
      assert.equal((await refresh(world)).added, 0);
    }));

  it('shows the first page of an account that was empty, and tells how many came', () =>
    withBook([], async (world) => {
      const { book, signal, write } = world;
      await book.loadPage(0, { signal });
      await write(contacts(250));
      const { added, among } = await refresh(world);
      assert.deepEqual({ added, among }, { added: 250, among: undefined });
      assert.equal(outline(book), '0+100 [100-250]');
    }));

  it('keeps the list as it was where a page cannot be read, and says which', () =>
    withBook(contacts(950), async (world) => {
      const { book, signal, erase, faults } = world;
      await book.loadAll({ signal });
      await erase([idOf(1)]);
      await faults('GET:contacts:garbage:every-10');
      await assert.rejects(
        refresh(world),
        (error: unknown) => error instanceof UnreadPages && error.failed.length === 1,
      );
      assert.equal(outline(book), '0+950');
      await faults();
      assert.equal((await refresh(world)).removed, 1);
      assert.equal(outline(book), '0+949');
    }));

  it('counts nobody as gone who had vanished from the list before', () =>
    withBook(contacts(250), async (world) => {
      const { book, signal, erase } = world;
      await book.loadPage(0, { signal });
      await erase([idOf(5)]);
      await refresh(world);
      await book.loadAll({ signal });
      const { added, removed } = await refresh(world);
      assert.deepEqual({ added, removed }, { added: 0, removed: 0 });
    }));

  it('keeps our own writes that were confirmed once their pages were read', () =>
    withBook(contacts(450), async (world) => {
      const { book, signal, write, erase, asked } = world;
      await book.loadAll({ signal });
      asked();
      const { mark } = book;
      const watch = book.search.onDidChange(() => {
        if (book.search.progress?.read !== 450) return;
        watch.dispose();
        book.put([contactOf(0), contactOf(500)], mark);
        book.put(contactOf(2, 'Ours'));
        book.remove(idOf(1), mark);
      });
      await refresh(world);
      const ours = () => {
        assert.deepEqual(shown(book).slice(0, 3), [idOf(0), idOf(2), idOf(3)]);
        assert.equal(shown(book).at(-1), idOf(500));
        assert.equal(book.contact(idOf(2))?.name, 'Ours');
        assert.equal(book.contact(idOf(1)), undefined);
        assert.deepEqual(book.coverage, { read: 451, count: 451, isComplete: true });
        assert.equal(book.countChange, undefined, 'our own doing is no news');
      };
      ours();
      assert.equal(asked().length, 5);
      await write([contactOf(0), contactOf(2, 'Ours'), contactOf(500)]);
      await erase([idOf(1)]);
      assert.deepEqual(await refresh(world), { ...nothing, countBefore: 451, countNow: 451 });
      ours();
    }));

  it('knows a list as a whole again that has grown by a page', () =>
    withBook(contacts(200), async (world) => {
      const { book, signal, write } = world;
      await book.loadAll({ signal });
      await write(contacts(150, 500));
      assert.equal((await refresh(world)).added, 150);
      assert.equal(outline(book), '0+350');
    }));
});
