import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ApiError } from '../../../../src/core/api/apiError.ts';
import { contactOf, contacts, idOf, outline, shown, withBook } from './bookWorld.ts';

describe('Book.refresh', () => {
  it('asks for nothing before anything was read', () =>
    withBook(contacts(3), async ({ book, signal, asked }) => {
      const report = await book.refresh({ signal });
      assert.deepEqual(asked(), []);
      assert.deepEqual(report, {
        added: 0,
        changed: 0,
        removed: 0,
        countBefore: undefined,
        countNow: undefined,
        among: 0,
      });
    }));

  it('reads again exactly the pages that were shown, jumped-to ones too', () =>
    withBook(contacts(1000), async ({ book, signal, offsets }) => {
      for (const offset of [0, 100, 650]) await book.loadPage(offset, { signal });
      const before = outline(book);
      offsets();
      await book.refresh({ signal });
      assert.deepEqual(offsets(), [0, 100, 650]);
      assert.equal(outline(book), before);
    }));

  it('shows what is new, changed and gone, and ends the note about the count', () =>
    withBook(contacts(250), async ({ book, signal, write, erase }) => {
      await book.loadPage(0, { signal });
      await write([contactOf(7, 'Renamed'), { ...contactOf(0), id: `${idOf(3)}a` }]);
      await erase([idOf(50), idOf(51), idOf(52)]);
      await book.loadPage(100, { signal });
      assert.deepEqual(book.countChange, { before: 250, now: 248 });
      await write([contactOf(8, 'Renamed')]);
      const told: unknown[] = [];
      book.onDidChange((change) => {
        if (change.kind === 'contact') told.push(change.id);
      });
      await book.refresh({ signal });
      assert.deepEqual(told, [idOf(8)], 'a contact tells by itself that it changed');
      assert.equal(book.countChange, undefined);
      assert.equal(book.contact(idOf(7))?.name, 'Renamed');
      assert.equal(book.contact(idOf(50)), undefined);
      assert.ok(shown(book).includes(`${idOf(3)}a`));
    }));

  it('counts new, changed and removed contacts', () =>
    withBook(contacts(90), async ({ book, signal, write, erase }) => {
      await book.loadPage(0, { signal });
      await write([contactOf(7, 'Renamed'), contactOf(200), contactOf(201)]);
      await erase([idOf(50)]);
      assert.deepEqual(await book.refresh({ signal }), {
        added: 2,
        changed: 1,
        removed: 1,
        countBefore: 90,
        countNow: 91,
      });
    }));

  it('reads on where additions moved shown rows down', () =>
    withBook(contacts(250, 50), async ({ book, signal, write, offsets }) => {
      await book.loadPage(0, { signal });
      await write(contacts(30));
      offsets();
      await book.refresh({ signal });
      assert.deepEqual(offsets(), [0, 100]);
      assert.ok(shown(book).includes(idOf(149)), 'the last row that was shown still is');
    }));

  it('does not read the whole list for a new contact whose id the server does not find', () =>
    withBook(
      contacts(1500),
      async ({ book, signal, write, asked }) => {
        const created = { ...contactOf(1), id: 'new/1' };
        await book.loadPage(0, { signal });
        await write([created]);
        book.put([created, { ...created, id: '..' }]);
        asked();
        await book.refresh({ signal });
        assert.deepEqual(asked(), ['GET /contacts?offset=0', 'GET /contacts/new%2F1']);
        assert.ok(book.contact(created.id));
      },
      { variants: { slash: '404' } },
    ));

  it('keeps everything when a page cannot be read', () =>
    withBook(contacts(250), async ({ book, signal, faults, write }) => {
      await book.loadAll({ signal });
      await write([contactOf(0)]);
      await faults('GET:contacts:garbage:every-2');
      await assert.rejects(book.refresh({ signal }), ApiError);
      assert.equal(outline(book), '0+250');
      await faults();
      await book.refresh({ signal });
      assert.equal(outline(book), '0+251');
    }));

  it('tries the page again that failed first, and keeps the newest failure', () =>
    withBook(contacts(5), async ({ book, signal, faults }) => {
      await faults('GET:contacts:garbage');
      await assert.rejects(book.loadPage(0, { signal }), ApiError);
      assert.equal(outline(book), '[0-]!');
      await assert.rejects(book.refresh({ signal }), ApiError);
      assert.equal(outline(book), '[0-]!');
      await faults();
      await book.refresh({ signal });
      assert.equal(outline(book), '0+5');
    }));

  it('shows the first contacts of an account that was empty', () =>
    withBook([], async ({ book, signal, write }) => {
      await book.loadPage(0, { signal });
      assert.equal(outline(book), '');
      await write(contacts(2));
      await book.refresh({ signal });
      assert.equal(outline(book), '0+2');
    }));

  it('waits for a page that is being read, and a page for it', () =>
    withBook(contacts(250), async ({ book, signal }) => {
      await book.loadPage(0, { signal });
      await Promise.all([
        book.loadPage(100, { signal }),
        book.refresh({ signal }),
        book.loadPage(200, { signal }),
      ]);
      assert.equal(outline(book), '0+250');
    }));
});
