import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { beforeAll } from '../../../../src/core/book/toldCounts.ts';
import { contactOf, contacts, idOf, outline, shown, withBook } from './bookWorld.ts';

describe('Book: our own writes', () => {
  it('updates a contact in its place and tells only of that contact', () =>
    withBook(contacts(150), async ({ book, signal }) => {
      await book.loadPage(0, { signal });
      const changes: unknown[] = [];
      book.onDidChange((change) => changes.push(change));
      book.put(contactOf(5, 'Anna'));
      assert.equal(book.contact(idOf(5))?.name, 'Anna');
      assert.deepEqual(changes, [{ kind: 'contact', id: idOf(5) }]);
      assert.equal(outline(book), '0+100 [100-150]');
    }));

  it('shows a created contact at its place in a list that is known as a whole', () =>
    withBook(contacts(20), async ({ book, signal }) => {
      await book.loadAll({ signal });
      const id = `${idOf(10)}a`;
      book.put({ ...contactOf(10), id });
      assert.deepEqual(shown(book).slice(9, 12), [idOf(10), id, idOf(11)]);
      assert.equal(book.count, 21);
      assert.deepEqual(book.coverage, { read: 21, count: 21, isComplete: true });
      assert.equal(book.countChange, undefined, 'our own doing is no news');
    }));

  it('takes in many at once: each at its place, and tells once of all that are new', () =>
    withBook(contacts(20), async ({ book, signal }) => {
      await book.loadAll({ signal });
      const changes: unknown[] = [];
      book.onDidChange((change) => changes.push(change));
      const news = [17, 3, 20, 0].map((number) => ({
        ...contactOf(number),
        id: `${idOf(number)}a`,
      }));
      book.put([contactOf(5, 'Anna'), ...news, contactOf(6, 'Boris')]);
      assert.deepEqual(shown(book), [...contacts(20), ...news].map(({ id }) => id).sort());
      assert.equal(book.contact(idOf(5))?.name, 'Anna');
      assert.deepEqual(book.coverage, { read: 24, count: 24, isComplete: true });
      assert.equal(book.countChange, undefined);
      assert.deepEqual(changes, [
        { kind: 'contact', id: idOf(5) },
        { kind: 'contact', id: idOf(6) },
        { kind: 'layout' },
      ]);
    }));

  it('counts no deletion of contacts that others made since all were read', () =>
    withBook(contacts(3), async ({ book, signal, write, erase }) => {
      await book.loadAll({ signal });
      const others = contacts(2, 10);
      await write(others);
      await erase([...others.map(({ id }) => id), idOf(2)]);
      book.remove([...others.map(({ id }) => id), idOf(2)]);
      assert.deepEqual(book.coverage, { read: 2, count: 2, isComplete: true });
      assert.equal(outline(book), '0+2');
    }));

  it('shows the first contact of an empty account', () =>
    withBook([], async ({ book, signal }) => {
      await book.loadAll({ signal });
      book.put(contactOf(1));
      assert.equal(outline(book), '0+1');
      assert.equal(book.count, 1);
    }));

  it('shows a created contact before the others until its page is read, and then once', () =>
    withBook(contacts(250), async ({ book, signal, write }) => {
      await book.loadPage(0, { signal });
      const created = contactOf(240, 'New');
      await write([{ ...created, id: `${created.id}a` }]);
      book.put({ ...created, id: `${created.id}a` });
      assert.equal(outline(book), 'new+1 0+100 [100-251]');
      assert.equal(book.contact(`${created.id}a`)?.name, 'New');
      await book.loadAll({ signal });
      assert.equal(outline(book), '0+251');
      assert.equal(shown(book)[240], `${created.id}a`);
      assert.equal(book.countChange, undefined);
    }));

  it('reads on by one request a page after a contact was created or deleted by us', () =>
    withBook(contacts(350), async ({ book, signal, write, erase, offsets }) => {
      await book.loadPage(0, { signal });
      await write([contactOf(900)]);
      book.put(contactOf(900));
      await erase([idOf(3), idOf(4)]);
      book.remove([idOf(3), idOf(4)]);
      offsets();
      await book.loadPage(98, { signal });
      await book.loadPage(198, { signal });
      assert.deepEqual(offsets(), [98, 198]);
      assert.equal(outline(book), 'new+1 0+298 [298-349]');
      await book.loadAll({ signal });
      assert.equal(new Set(shown(book)).size, 349);
      assert.equal(outline(book), '0+349');
    }));

  it('takes out deleted contacts and counts them', () =>
    withBook(contacts(250), async ({ book, signal }) => {
      await book.loadPage(0, { signal });
      await book.loadPage(150, { signal });
      book.remove([idOf(1), idOf(50)]);
      book.remove(idOf(2));
      assert.equal(outline(book), '0+97 [97-147] 147+100');
      assert.equal(book.count, 247);
      assert.equal(book.contact(idOf(1)), undefined);
      assert.equal(book.countChange, undefined);
    }));

  it('makes sure that no row is missing after the deletion of a contact that was not read', () =>
    withBook(contacts(250), async ({ book, signal, erase }) => {
      await book.loadPage(0, { signal });
      await book.loadPage(150, { signal });
      await erase([idOf(120)]);
      book.remove(idOf(120));
      assert.equal(book.count, 249);
      await book.loadAll({ signal });
      assert.equal(new Set(shown(book)).size, 249);
    }));

  it('counts a deletion once whose effect a page showed before it was confirmed', () =>
    withBook(contacts(350), async ({ book, signal, erase, offsets }) => {
      await book.loadPage(0, { signal });
      const ids = contacts(5, 4).map(({ id }) => id);
      const { mark } = book;
      await erase(ids);
      await book.loadPage(100, { signal });
      book.remove(ids, mark);
      assert.equal(book.count, 345);
      assert.equal(book.countChange, undefined, 'our own doing is no news');
      offsets();
      await book.loadAll({ signal });
      assert.deepEqual(offsets(), [200, 300]);
      assert.deepEqual(book.coverage, { read: 345, count: 345, isComplete: true });
    }));

  it('keeps places that were read after a deletion and before it was confirmed', () =>
    withBook(contacts(400), async ({ book, signal, erase }) => {
      await book.loadPage(0, { signal });
      const ids = contacts(5, 4).map(({ id }) => id);
      const { mark } = book;
      await erase(ids);
      await book.loadPage(200, { signal });
      book.remove(ids, mark);
      assert.equal(outline(book), '0+95 [95-200] 200+100 [300-395]');
      await book.loadAll({ signal });
      assert.deepEqual(book.coverage, { read: 395, count: 395, isComplete: true });
    }));

  for (const [where, number] of [
    ['on it', 150],
    ['elsewhere', 900],
  ] as const) {
    it(`counts a creation once after a page was read before it was confirmed, the contact ${where}`, () =>
      withBook(contacts(350), async ({ book, signal, write }) => {
        await book.loadPage(0, { signal });
        const created = { ...contactOf(number), id: `${idOf(number)}a` };
        const { mark } = book;
        await write([created]);
        await book.loadPage(100, { signal });
        book.put([created], mark);
        assert.equal(book.count, 351);
        assert.equal(book.countChange, undefined);
        await book.loadAll({ signal });
        assert.deepEqual(book.coverage, { read: 351, count: 351, isComplete: true });
      }));
  }

  it('counts a deletion once that a page did not show yet', () =>
    withBook(contacts(350), async ({ book, signal, erase }) => {
      await book.loadPage(0, { signal });
      const { mark } = book;
      await book.loadPage(100, { signal });
      await erase([idOf(3)]);
      book.remove(idOf(3), mark);
      assert.equal(book.count, 349);
      await book.loadAll({ signal });
      assert.deepEqual(book.coverage, { read: 349, count: 349, isComplete: true });
    }));

  it('does not count a contact as new that was found to exist', () =>
    withBook(contacts(350), async ({ book, signal }) => {
      await book.loadPage(0, { signal });
      book.put([contactOf(201)], beforeAll);
      assert.equal(book.count, 350);
      assert.equal(outline(book), 'new+1 0+100 [100-350]');
      await book.loadAll({ signal });
      assert.equal(book.countChange, undefined);
      assert.deepEqual(book.coverage, { read: 350, count: 350, isComplete: true });
    }));

  it('never asks for a row before the first when rows are deleted that others had deleted', () =>
    withBook(contacts(400), async ({ book, signal, erase }) => {
      await book.loadPage(3, { signal });
      await erase(contacts(10, 4).map(({ id }) => id));
      await book.loadPage(103, { signal });
      const ids = shown(book).slice(0, 206);
      await erase(ids);
      book.remove(ids);
      await book.loadAll({ signal });
      await book.refresh({ signal });
      await book.loadAll({ signal });
      assert.equal(shown(book).length, 400 - 206);
    }));

  it('is not undone by a page that was on its way', () =>
    withBook(contacts(80), async ({ book, signal, beforeRequest }) => {
      await book.loadPage(0, { signal });
      beforeRequest(() => {
        book.put(contactOf(5, 'Newer'));
        book.remove(idOf(6));
      });
      await book.refresh({ signal });
      assert.equal(book.contact(idOf(5))?.name, 'Newer');
      assert.equal(book.contact(idOf(6)), undefined);
    }));

  it('shows a contact once that was created while a whole list was read again', () =>
    withBook(contacts(150), async ({ book, signal, beforeRequest, write }) => {
      await book.loadAll({ signal });
      const looks: (readonly string[])[] = [];
      book.onDidChange(() => looks.push(shown(book)));
      for (const created of [contactOf(0), contactOf(900)]) {
        let requests = 0;
        beforeRequest(async () => {
          requests += 1;
          if (requests !== 2) return;
          await write([created]);
          book.put(created);
        });
        await book.refresh({ signal });
        assert.ok(shown(book).includes(created.id));
      }
      assert.ok(looks.length >= 4);
      for (const ids of looks) assert.equal(new Set(ids).size, ids.length);
    }));

  it('keeps a contact that was created while a refresh was under way, and asks for it at the next', () =>
    withBook(contacts(150), async ({ book, signal, beforeRequest, write, erase, asked }) => {
      await book.loadPage(0, { signal });
      beforeRequest(async () => {
        beforeRequest(undefined);
        await write([contactOf(900)]);
        book.put(contactOf(900));
      });
      await book.refresh({ signal });
      assert.ok(shown(book).includes(idOf(900)));
      await write([contactOf(900, 'Seen')]);
      asked();
      await book.refresh({ signal });
      assert.deepEqual(asked(), ['GET /contacts?offset=0', `GET /contacts/${idOf(900)}`]);
      assert.equal(book.contact(idOf(900))?.name, 'Seen');
      await erase([idOf(900)]);
      await book.refresh({ signal });
      assert.equal(book.contact(idOf(900)), undefined);
    }));
});
