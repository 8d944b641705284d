import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'mocha';
import { Book } from '../../../../src/core/book/book.ts';
import { loadAllGaps } from '../../../../src/core/book/loadAllGaps.ts';
import { readContacts } from '../../../../src/core/book/readContacts.ts';
import { Rows } from '../../../../src/core/book/rows.ts';
import { ToldCounts } from '../../../../src/core/book/toldCounts.ts';
import { client } from '../api/apiWorld.ts';

type Page = (offset: number, request: number) => unknown;

/** Runs `test` with a book of a server that answers list requests as it likes and knows no single contact. */
async function withList(
  page: Page,
  test: (
    book: Book,
    world: { requests(): number; signal: AbortSignal } & ReturnType<typeof client>,
  ) => Promise<void>,
): Promise<void> {
  let requests = 0;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://x');
    if (url.pathname !== '/v3/contacts') {
      response.writeHead(404).end();
      return;
    }
    requests += 1;
    response.end(JSON.stringify(page(Number(url.searchParams.get('offset')), requests)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    const world = client(`http://127.0.0.1:${port}/v3`);
    const { signal } = world.call;
    await test(new Book(world.connection), { ...world, requests: () => requests, signal });
  } finally {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
}

const rows = (from: number, length: number) =>
  Array.from({ length }, (_, at) => ({ id: `c${String(from + at).padStart(9, '0')}` }));

describe('Book: a server whose list makes no sense', () => {
  for (const [name, page] of [
    ['answers the same page for ever', () => ({ count: 1_000_000, data: rows(0, 100) })],
    ['goes in circles', (offset) => ({ count: 1_000_000, data: rows(offset % 300, 100) })],
    ['promises more than all and shows nothing', () => ({ count: 9007199254740991, data: [] })],
    ['fills pages with one contact', () => ({ count: 500, data: Array(100).fill({ id: '1' }) })],
    ['fills pages with what is none', () => ({ count: 500, data: Array(100).fill({ no: 'id' }) })],
    [
      'tells another count each time',
      (offset, at) => ({ count: at * 1000, data: rows(offset % 200, 100) }),
    ],
  ] as const satisfies readonly (readonly [string, Page])[]) {
    it(`comes to an end: it ${name}`, async () => {
      await withList(page, async (book, { signal, requests, connection, call }) => {
        const coverage = await book.loadAll({ signal });
        assert.ok(requests() < 60, `${requests()} requests to load all`);
        assert.ok(!coverage.isComplete || book.count === undefined, JSON.stringify(coverage));
        await book.refresh({ signal });
        assert.ok(requests() < 120, `${requests()} requests with a refresh`);
        await readContacts(connection, ['.'], {}, call);
        assert.ok(requests() < 2000, `${requests()} requests with a look for a contact`);
      });
    });
  }

  it('is cancelled where it never ends', async () => {
    const stop = new AbortController();
    await withList(
      (offset, at) => {
        if (at === 30) stop.abort(new Error('enough'));
        return { data: rows(offset, 100) };
      },
      async (book, { requests }) => {
        await assert.rejects(book.loadAll({ signal: stop.signal }), /enough/);
        assert.ok(requests() <= 31);
        assert.ok(book.coverage.read >= 2900);
        assert.equal(book.coverage.isComplete, false);
      },
    );
  });

  it('ends after two million contacts even if nobody cancels', async () => {
    const list = new Rows(new ToldCounts());
    let pages = 0;
    await loadAllGaps(
      () => list,
      async (offset) => {
        pages += 1;
        list.place({ offset, rows: 1, contacts: [{ id: `c${pages}` }], count: 9_000_000 });
      },
      undefined,
    );
    assert.equal(pages, 20_000);
  });

  it('takes pages larger than documented without holding up the program', async () => {
    await withList(
      () => ({ count: 10_000, data: rows(0, 10_000) }),
      async (book, { signal, requests }) => {
        const start = performance.now();
        await book.loadAll({ signal });
        assert.equal(book.coverage.read, 10_000);
        assert.equal(requests(), 1);
        assert.ok(performance.now() - start < 1000);
      },
    );
  });
});
