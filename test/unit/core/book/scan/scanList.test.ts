import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { listContacts } from '../../../../../src/core/api/readRoutes.ts';
import { readPageOf } from '../../../../../src/core/book/readPage.ts';
import { type ScanOptions, scanList } from '../../../../../src/core/book/scan/scanList.ts';
import type { Contact } from '../../../../../src/core/contact/contact.ts';
import { type BookWorld, contactOf, contacts, idOf, withBook } from '../bookWorld.ts';

const never = new AbortController().signal;

async function scan({ connection }: BookWorld, options: Partial<ScanOptions> = {}) {
  const seen = new Map<string, Contact>();
  const { signal = never } = options;
  const result = await scanList(
    async (offset) => readPageOf(offset, await listContacts(connection, offset, { signal })),
    {
      signal,
      ...options,
      onPage: (page) => {
        for (const contact of page) seen.set(contact.id, contact);
      },
    },
  );
  return { ...result, seen };
}

describe('A scan of the whole list', () => {
  for (const [length, pages] of [
    [0, 1],
    [1, 1],
    [99, 1],
    [100, 1],
    [101, 2],
    [250, 3],
    [1000, 10],
    [1234, 13],
  ] as const) {
    it(`reads ${length} contacts with ${pages} requests, each page once`, async () => {
      await withBook(contacts(length), async (world) => {
        world.asked();
        const result = await scan(world);
        const offsets = [...world.offsets()].sort((a, b) => a - b);
        assert.deepEqual(
          offsets,
          Array.from({ length: pages }, (_, page) => page * 100),
        );
        assert.deepEqual([result.read, result.count, result.isComplete], [length, length, true]);
        assert.equal(result.seen.size, length);
      });
    });
  }

  it('gives the ids in the list’s order, in whatever order the pages come', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(30), { maxLength: 15 }), async (waits) => {
        const all = contacts(1500);
        const { listed, isComplete } = await scanList(
          async (offset) => {
            const wait = waits[offset / 100] ?? 0;
            for (let turn = 0; turn < wait; turn++) await Promise.resolve();
            const rows = all.slice(offset, offset + 100);
            return { offset, rows: rows.length, contacts: rows, count: all.length };
          },
          { signal: never, expected: 1500, onPage: () => {} },
        );
        assert.ok(isComplete);
        assert.deepEqual(
          [...listed],
          all.map(({ id }) => id),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('goes page by page, up to a short one, where the server gives no usable count', async () => {
    await withBook(contacts(250), async (world) => {
      const result = await scanList(
        async (offset) => {
          const page = await listContacts(world.connection, offset, { signal: never });
          return readPageOf(offset, { ...page, count: undefined });
        },
        { signal: never, onPage: () => {} },
      );
      assert.deepEqual([result.read, result.count, result.isComplete], [250, undefined, true]);
    });
  });

  for (const [claimed, expected] of [
    [1e308, undefined],
    [1e308, 1e308],
    [1e9, 300],
    [500, 500],
  ] as const) {
    it(`believes no count of ${claimed} where the list ends before, and calls that incomplete`, async () => {
      await withBook(contacts(250), async (world) => {
        let requests = 0;
        const result = await scanList(
          async (offset) => {
            requests += 1;
            const page = await listContacts(world.connection, offset, { signal: never });
            return readPageOf(offset, { ...page, count: claimed });
          },
          { signal: never, expected, onPage: () => {} },
        );
        assert.deepEqual([result.read, result.count, result.isComplete], [250, claimed, false]);
        assert.ok(requests <= 20, `${requests} requests`);
      });
    });
  }

  it('says which page failed, and is not complete', async () => {
    await withBook(contacts(1000), async (world) => {
      const result = await scanList(
        async (offset) => {
          if (offset === 300) await world.faults('GET:/contacts:500');
          try {
            return readPageOf(
              offset,
              await listContacts(world.connection, offset, { signal: never }),
            );
          } finally {
            if (offset === 300) await world.faults();
          }
        },
        { signal: never, onPage: () => {} },
      );
      assert.ok(result.failed.some(({ offset }) => offset === 300));
      assert.equal(result.isComplete, false);
    });
  });

  it('gives up a server that fails page after page', async () => {
    await withBook(contacts(5000), async (world) => {
      await world.faults('GET:/contacts:500:every-1');
      world.asked();
      const result = await scan(world);
      assert.equal(result.isComplete, false);
      assert.deepEqual(
        result.failed.map(({ offset, error }) => [offset, error.reason]),
        [[0, 'server']],
      );
    });
  });

  it('notices what others add and delete, and reads what it touches again', async () => {
    await withBook(contacts(1000), async (world) => {
      let requests = 0;
      world.beforeRequest(async () => {
        requests += 1;
        if (requests === 8) await world.erase([idOf(3)]);
      });
      const result = await scan(world);
      assert.equal(result.isComplete, true);
      assert.equal(result.count, 999);
      assert.equal(result.ids.size, 999);
      assert.ok(!result.ids.has(idOf(3)));
      assert.ok(result.ids.has(idOf(500)));
    });
  });

  it('ends with what the server holds, whatever others do while it reads', async () => {
    const change = fc.record({
      at: fc.integer({ min: 1, max: 14 }),
      add: fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 3 }),
      erase: fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 3 }),
    });
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 700 }),
        fc.array(change, { maxLength: 3 }),
        async (length, changes) => {
          await withBook(contacts(length), async (world) => {
            let requests = 0;
            const held = new Set(contacts(length).map(({ id }) => id));
            const sizes = [held.size];
            const tell = (): void => {
              if (held.size !== sizes.at(-1)) sizes.push(held.size);
            };
            let written = Promise.resolve();
            const write = async ({ add, erase }: (typeof changes)[number]): Promise<void> => {
              await world.write(add.map((number) => contactOf(number)));
              for (const number of add) held.add(idOf(number));
              tell();
              await world.erase(erase.map(idOf));
              for (const number of erase) held.delete(idOf(number));
              tell();
            };
            world.beforeRequest(async () => {
              requests += 1;
              const now = changes.filter(({ at }) => at === requests);
              // One change after the other, so that it is known how many contacts there were at any time.
              for (const one of now) written = written.then(() => write(one));
              await written;
            });
            const result = await scan(world);
            // As many added as deleted between two answers leaves no trace in any of them.
            if (!result.isComplete || new Set(sizes).size < sizes.length) return;
            compared += 1;
            assert.deepEqual([...result.ids.keys()].sort(), [...held].sort());
          });
        },
      ),
      { numRuns: 120 },
    );
    assert.ok(compared > 40, `${compared} runs were compared`);
  });

  it('waits for its turn before each request, and ends at once when it is cancelled', async () => {
    await withBook(contacts(1000), async (world) => {
      const controller = new AbortController();
      let turns = 0;
      const scanning = scan(world, {
        signal: controller.signal,
        turn: async () => {
          turns += 1;
          if (turns === 5) controller.abort(new Error('enough'));
        },
      });
      await assert.rejects(scanning, /enough/);
    });
  });
});
