import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ApiError } from '../../../../src/core/api/apiError.ts';
import { listContacts } from '../../../../src/core/api/readRoutes.ts';
import type { Book } from '../../../../src/core/book/book.ts';
import { contactOf, contacts, idOf, outline, shown, withBook } from './bookWorld.ts';

const idsOf = (some: readonly { readonly id: string }[]) => some.map(({ id }) => id);

describe('Book: reading pages', () => {
  it('asks for nothing by itself and shows one gap before the first page', () =>
    withBook(contacts(3), async ({ book, asked }) => {
      assert.equal(outline(book), '[0-]');
      assert.equal(book.isRead, false);
      assert.equal(book.count, undefined);
      assert.deepEqual(asked(), []);
    }));

  it('reads 250 contacts by exactly three requests, in the list’s order', () =>
    withBook(contacts(250), async ({ book, signal, offsets }) => {
      await book.loadPage(0, { signal });
      assert.equal(outline(book), '0+100 [100-250]');
      await book.loadPage(100, { signal });
      assert.equal(outline(book), '0+200 [200-250]');
      await book.loadPage(200, { signal });
      assert.equal(outline(book), '0+250');
      assert.deepEqual(shown(book), idsOf(contacts(250)));
      assert.deepEqual(offsets(), [0, 100, 200]);
      assert.deepEqual(book.coverage, { read: 250, count: 250, isComplete: true });
    }));

  it('takes the page that checked the key as its first, and reads the rest by two requests', () =>
    withBook(contacts(250), async ({ book, connection, signal, offsets }) => {
      book.adoptPage(0, await listContacts(connection, 0, { signal }));
      await book.loadPage(0, { signal });
      await book.loadAll({ signal });
      assert.deepEqual(offsets(), [0, 100, 200]);
      assert.equal(shown(book).length, 250);
    }));

  for (const length of [0, 1, 99, 100, 101, 200]) {
    it(`reads ${length} contacts with no request too many`, () =>
      withBook(contacts(length), async ({ book, signal, offsets }) => {
        await book.loadAll({ signal });
        assert.deepEqual(shown(book), idsOf(contacts(length)));
        assert.equal(offsets().length, Math.max(1, Math.ceil(length / 100)));
        assert.equal(book.isRead, true);
        assert.deepEqual(book.coverage, { read: length, count: length, isComplete: true });
      }));
  }

  it('makes one request for callers who want the same page at the same time', () =>
    withBook(contacts(150), async ({ book, signal, offsets }) => {
      await Promise.all([0, 0, 0].map((offset) => book.loadPage(offset, { signal })));
      assert.deepEqual(offsets(), [0]);
    }));

  it('goes on for the others when one of the callers gives up, and stops when all have', () =>
    withBook(contacts(150), async ({ book, beforeRequest, signal, offsets }) => {
      const controllers = [new AbortController(), new AbortController()] as const;
      const [first, second] = controllers;
      beforeRequest(() => first.abort(new Error('first')));
      const calls = [
        book.loadPage(0, { signal: first.signal }),
        book.loadPage(0, { signal: second.signal }),
      ];
      const results = await Promise.allSettled(calls);
      assert.deepEqual(
        results.map(({ status }) => status),
        ['rejected', 'fulfilled'],
      );
      assert.deepEqual(offsets(), [0]);

      const third = new AbortController();
      beforeRequest(() => third.abort(new Error('third')));
      await assert.rejects(book.loadPage(100, { signal: third.signal }), /third/);
      assert.equal(outline(book), '0+100 [100-150]', 'called off is no failure');
      beforeRequest(undefined);
      await book.loadPage(100, { signal });
      assert.equal(outline(book), '0+150');
    }));

  it('opens the page at any position of a million by one request, with gaps around it', () =>
    withBook(
      [],
      async ({ book, signal, offsets }) => {
        await book.loadPage(0, { signal });
        await book.loadPage(999_900, { signal });
        assert.equal(outline(book), '0+100 [100-999900] 999900+100');
        await book.loadPage(999_950, { signal });
        assert.deepEqual(offsets(), [0, 999_900], 'a row that is known needs no request');
        await book.loadPage(500_000, { signal });
        await book.loadPage(100, { signal });
        assert.equal(outline(book), '0+200 [200-500000] 500000+100 [500100-999900] 999900+100');
        assert.equal(book.idAt(999_999), shown(book).at(-1));
        const last = shown(book).at(-1) ?? '';
        assert.deepEqual(
          [...(await book.lookHints.offsetsOf([last, 'nobody'])).entries()],
          [[last, 999_999]],
        );
      },
      { contacts: 1_000_000 },
    ));

  it('joins pages that overlap or meet', () =>
    withBook(contacts(400), async ({ book, signal, offsets }) => {
      await book.loadPage(150, { signal });
      await book.loadPage(0, { signal });
      assert.equal(outline(book), '0+100 [100-150] 150+100 [250-400]');
      await book.loadPage(100, { signal });
      assert.equal(outline(book), '0+250 [250-400]');
      await book.loadPage(350, { signal });
      await book.loadPage(250, { signal });
      assert.equal(outline(book), '0+400');
      assert.deepEqual(shown(book), idsOf(contacts(400)));
      assert.deepEqual(offsets(), [150, 0, 100, 350, 250]);
    }));

  it('keeps what was read before a page failed, shows the failure at its gap and reads on when asked again', () =>
    withBook(contacts(250), async ({ book, signal, faults }) => {
      await book.loadPage(0, { signal });
      await faults('GET:contacts:garbage');
      await assert.rejects(book.loadAll({ signal }), ApiError);
      assert.equal(outline(book), '0+100 [100-250]!');
      const gap = book.layout().find((part) => part.kind === 'gap');
      assert.equal(gap?.kind === 'gap' && gap.failure?.error.reason, 'badResponse');
      await faults();
      await book.loadPage(100, { signal });
      assert.equal(outline(book), '0+200 [200-250]');
    }));

  it('can be called off between pages, keeping what was read', () =>
    withBook(contacts(450), async ({ book, offsets }) => {
      const controller = new AbortController();
      const progress: (readonly [number, number | undefined])[] = [];
      const onProgress = (read: number, total: number | undefined) => {
        progress.push([read, total]);
        if (read === 200) controller.abort(new Error('enough'));
      };
      await assert.rejects(book.loadAll({ signal: controller.signal, onProgress }), /enough/);
      assert.deepEqual(progress, [
        [100, 450],
        [200, 450],
      ]);
      assert.equal(outline(book), '0+200 [200-450]');
      assert.deepEqual(offsets(), [0, 100]);
    }));

  it('tells of loading and of its end', () =>
    withBook(contacts(150), async ({ book, signal }) => {
      const loading: boolean[] = [];
      book.onDidChange(() => {
        loading.push(book.layout().some((part) => part.kind === 'gap' && part.isLoading));
      });
      await book.loadPage(0, { signal });
      assert.deepEqual(loading, [true, false]);
    }));

  it('reads a count that is a text', () =>
    withBook(
      contacts(150),
      async ({ book, signal }) => {
        await book.loadAll({ signal });
        assert.equal(book.count, 150);
        assert.equal(shown(book).length, 150);
      },
      { variants: { count: 'string' } },
    ));
});

describe('Book: a large account that was read', () => {
  const length = 200_000;
  const pageOf = (first: number, count: number) => ({
    contacts: contacts(100, first + 1),
    rows: 100,
    count,
  });
  const read = (book: Book, from: number, to: number) => {
    for (let at = from; at < to; at += 100) book.adoptPage(at, pageOf(at, length));
  };

  it('tells where many contacts are, wherever they are', () =>
    withBook([], async ({ book }) => {
      read(book, 0, length / 2);
      read(book, length / 2 + 1000, length);
      const numbers = Array.from({ length: 5000 }, (_, index) => length - index);
      const offsets = await book.lookHints.offsetsOf(['nobody', ...numbers.map((n) => idOf(n))]);
      assert.deepEqual(
        numbers.map((n) => offsets.get(idOf(n))),
        numbers.map((n) => n - 1),
      );
      assert.equal(offsets.size, numbers.length);
      const within = await book.lookHints.offsetsOf([idOf(length / 2 + 1)]);
      assert.equal(within.size, 0, 'within the gap');
    }));

  it('takes in pages whose rows have moved, near and far', () =>
    withBook([], async ({ book }) => {
      read(book, 0, length / 2);
      read(book, length / 2 + 1000, length);
      for (let back = 1; back <= 50; back++) {
        const at = length / 2 - 50 * back;
        book.adoptPage(at, pageOf(at, length + back));
      }
      for (let at = length / 2 + 5000; at < length / 2 + 6000; at += 50) {
        book.adoptPage(at - 2500, pageOf(at, length + at));
      }
      assert.equal(new Set(shown(book)).size, shown(book).length);
      assert.equal(shown(book).at(-1), idOf(length));
    }));

  it('shows a row once that moved up to the end of a page before it, with a new one behind', () =>
    withBook([], async ({ book }) => {
      book.adoptPage(0, { contacts: contacts(100), rows: 100, count: 300 });
      book.adoptPage(200, { contacts: contacts(100, 201), rows: 100, count: 300 });
      const moved = [...contacts(99, 103), { ...contactOf(201), id: `${idOf(201)}a` }];
      book.adoptPage(100, { contacts: moved, rows: 100, count: 300 });
      assert.equal(shown(book).filter((id) => id === idOf(201)).length, 1);
      assert.equal(new Set(shown(book)).size, shown(book).length);
    }));
});

describe('Book: counts that cannot be trusted', () => {
  const page = (first: number, length: number, count: number | undefined) => ({
    contacts: contacts(length, first + 1),
    rows: length,
    count,
  });

  it('without a count reads on until a short page', () =>
    withBook([], async ({ book }) => {
      book.adoptPage(0, page(0, 100, undefined));
      assert.equal(outline(book), '0+100 [100-]');
      book.adoptPage(100, page(100, 30, undefined));
      assert.equal(outline(book), '0+130');
      assert.equal(book.coverage.isComplete, true);
    }));

  it('without a count and with a full last page reads on until an empty one', () =>
    withBook([], async ({ book }) => {
      book.adoptPage(0, page(0, 100, undefined));
      book.adoptPage(100, page(100, 0, undefined));
      assert.equal(outline(book), '0+100');
    }));

  it('stops at an empty page although the count promises more, and does not call that complete', () =>
    withBook([], async ({ book }) => {
      book.adoptPage(0, page(0, 100, 500));
      book.adoptPage(100, page(100, 0, 500));
      assert.equal(outline(book), '0+100');
      assert.deepEqual(book.coverage, { read: 100, count: 500, isComplete: false });
    }));

  it('shows rows beyond the count', () =>
    withBook([], async ({ book }) => {
      book.adoptPage(0, page(0, 100, 40));
      assert.equal(outline(book), '0+100');
      assert.equal(book.coverage.isComplete, false);
    }));

  it('goes on after a short page while the count promises more', () =>
    withBook([], async ({ book }) => {
      book.adoptPage(0, page(0, 60, 150));
      assert.equal(outline(book), '0+60 [60-150]');
    }));

  it('shows an id once that the server repeats within a page', () =>
    withBook([], async ({ book }) => {
      const rows = [contactOf(1), contactOf(2), contactOf(1, 'Again')];
      book.adoptPage(0, { contacts: rows, rows: 3, count: 3 });
      assert.deepEqual(shown(book), [idOf(1), idOf(2)]);
      assert.equal(book.coverage.isComplete, false);
    }));
});
