import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ApiError } from '../../../../src/core/api/apiError.ts';
import { apiErrorWords } from '../../../../src/core/api/describeApiError.ts';
import { readContacts } from '../../../../src/core/book/readContacts.ts';
import { type BookWorld, contactOf, contacts, idOf, withBook } from './bookWorld.ts';

const odd = ['.', '..', 'a/b', 'a\\b', '100%', 'a?b', 'a#b', 'a b', 'Анна', '🙂', ' '];
const oddContacts = odd.map((id) => ({ ...contactOf(1), id }));

async function look(
  { connection, signal }: BookWorld,
  ids: readonly string[],
  hints: Parameters<typeof readContacts>[2] = {},
) {
  const { found, missing } = await readContacts(connection, ids, hints, { signal });
  return { found: [...found.keys()].sort(), missing: [...missing].sort() };
}

describe('readContacts', () => {
  it('reads nothing for no ids', () =>
    withBook(contacts(3), async (world) => {
      assert.deepEqual(await look(world, []), { found: [], missing: [] });
      assert.deepEqual(await look(world, ['']), { found: [], missing: [''] });
      assert.deepEqual(world.asked(), []);
    }));

  it('reads a few one by one, each id once', () =>
    withBook(contacts(500), async (world) => {
      const ids = [idOf(3), idOf(400), idOf(3), 'nobody'];
      assert.deepEqual(await look(world, ids, { count: 500 }), {
        found: [idOf(3), idOf(400)],
        missing: ['nobody'],
      });
      assert.equal(world.asked().length, 3);
    }));

  it('reads the list when that needs fewer requests, and knows who is missing', () =>
    withBook(contacts(250), async (world) => {
      const ids = [...contacts(40, 200).map(({ id }) => id), 'nobody'];
      const { found, missing } = await look(world, ids, { count: 250 });
      assert.equal(found.length, 40);
      assert.deepEqual(missing, ['nobody']);
      assert.deepEqual(
        world.asked(),
        [0, 100, 200].map((at) => `GET /contacts?offset=${at}`),
      );
    }));

  it('stops reading the list when all are found', () =>
    withBook(contacts(250), async (world) => {
      await look(
        world,
        contacts(40).map(({ id }) => id),
        { count: 250 },
      );
      assert.deepEqual(world.asked(), ['GET /contacts?offset=0']);
    }));

  it('reads the pages where they were seen, and asks for those that moved one by one', () =>
    withBook(contacts(5000), async (world) => {
      await world.erase([idOf(4950)]);
      const wanted = [...contacts(30, 1001), ...contacts(5, 4948)].map(({ id }) => id);
      const offsetsOf = (ids: readonly string[]) =>
        new Map(ids.map((id) => [id, Number(id.slice(1)) - 1]));
      const { found, missing } = await look(world, wanted, { count: 5000, offsetsOf });
      assert.equal(found.length, 34);
      assert.deepEqual(missing, [idOf(4950)]);
      assert.deepEqual(world.asked(), [
        'GET /contacts?offset=1000',
        'GET /contacts?offset=4947',
        `GET /contacts/${idOf(4950)}`,
      ]);
    }));

  for (const slash of ['decode', '404'] as const) {
    it(`finds every odd id, and knows which are missing (slash=${slash})`, () =>
      withBook(
        [...contacts(120), ...oddContacts],
        async (world) => {
          assert.deepEqual(await look(world, odd), { found: [...odd].sort(), missing: [] });
          for (const id of odd) {
            assert.deepEqual(await look(world, [id]), { found: [id], missing: [] }, id);
          }
          await world.erase(odd);
          assert.deepEqual(await look(world, odd, { count: 131 }), {
            found: [],
            missing: [...odd].sort(),
          });
        },
        { variants: { slash } },
      ));
  }

  describe('an id that has to be escaped, in a large account', () => {
    const large = [...contacts(1500), { ...contactOf(1), id: 'a/b' }];
    const count = large.length;
    const listOf = (from: number) =>
      Array.from(
        { length: 16 - from / 100 },
        (_, page) => `GET /contacts?offset=${from + page * 100}`,
      );
    const at = (offset: number) => (ids: readonly string[]) =>
      new Map(ids.map((id) => [id, offset]));

    it('is missing by its 404 alone once the server has found another such id (slash=decode)', () =>
      withBook(large, async (world) => {
        await look(world, ['a/b'], { count });
        assert.deepEqual(world.asked(), ['GET /contacts/a%2Fb']);
        const result = await look(world, ['c/new', 'd/new'], { count });
        assert.deepEqual(result, { found: [], missing: ['c/new', 'd/new'] });
        assert.deepEqual([...world.asked()].sort(), [
          'GET /contacts/c%2Fnew',
          'GET /contacts/d%2Fnew',
        ]);
      }));

    it('is missing if the server finds one that was read (slash=decode)', () =>
      withBook(large, async (world) => {
        const someId = (test: (id: string) => boolean) => ['c000001', 'a/b'].find(test);
        const result = await look(world, ['c/new', 'd/new'], { count, someId });
        assert.deepEqual(result, { found: [], missing: ['c/new', 'd/new'] });
        assert.equal(world.asked().filter((one) => one !== 'GET /contacts/a%2Fb').length, 2);
      }));

    it('is missing as soon as the list shows one that the server finds (slash=decode)', () =>
      withBook(large, async (world) => {
        const result = await look(world, ['c/new'], { count });
        assert.deepEqual(result, { found: [], missing: ['c/new'] });
        assert.deepEqual(world.asked(), [
          'GET /contacts/c%2Fnew',
          'GET /contacts?offset=0',
          'GET /contacts/a%2Fb',
        ]);
      }));

    it('is looked for in the whole list if the server finds none (slash=404)', () =>
      withBook(
        large,
        async (world) => {
          const someId = (test: (id: string) => boolean) => ['c000001', 'a/b'].find(test);
          const result = await look(world, ['c/new'], { count, someId });
          assert.deepEqual(result, { found: [], missing: ['c/new'] });
          assert.deepEqual(world.asked(), [
            'GET /contacts/c%2Fnew',
            'GET /contacts/a%2Fb',
            ...listOf(0),
          ]);
        },
        { variants: { slash: '404' } },
      ));

    it('is not missing because an id with another character was found (slash=404)', () =>
      withBook(
        [...large, { ...contactOf(1), id: '50%' }],
        async (world) => {
          await look(world, ['50%'], { count });
          assert.deepEqual(await look(world, ['a/b'], { count }), { found: ['a/b'], missing: [] });
        },
        { variants: { slash: '404' } },
      ));

    it('is found where it was last seen, or nearby (slash=404)', () =>
      withBook(
        [...contacts(1500, 1000), { ...contactOf(1), id: 'c001800/b' }],
        async (world) => {
          for (const [offset, pages] of [
            [801, [801]],
            [850, [850, 750]],
            [705, [705]],
            [640, [640, 540, 740]],
          ] as const) {
            const hints = { count, offsetsOf: at(offset) };
            const result = await look(world, ['c001800/b'], hints);
            assert.deepEqual(result, { found: ['c001800/b'], missing: [] });
            const [single, ...list] = world.asked();
            assert.equal(single, 'GET /contacts/c001800%2Fb');
            assert.deepEqual(
              list,
              pages.map((page) => `GET /contacts?offset=${page}`),
            );
          }
        },
        { variants: { slash: '404' } },
      ));

    it('is missing only after the whole list if it is not where it was seen (slash=404)', () =>
      withBook(
        large,
        async (world) => {
          const result = await look(world, ['c/new'], { count, offsetsOf: at(700) });
          assert.deepEqual(result, { found: [], missing: ['c/new'] });
          const pages = [700, 600, 800].map((page) => `GET /contacts?offset=${page}`);
          const [single, ...others] = world.asked();
          assert.equal(single, 'GET /contacts/c%2Fnew');
          const [first = '', ...list] = listOf(0);
          assert.deepEqual(others, [...pages, first, 'GET /contacts/a%2Fb', ...list]);
        },
        { variants: { slash: '404' } },
      ));
  });

  it('finds an id without an address where it was last seen, or nearby', () =>
    withBook([...contacts(1500), { ...contactOf(1), id: '..' }], async (world) => {
      for (const [offset, pages] of [
        [0, [0]],
        [90, [90, 0]],
      ] as const) {
        const offsetsOf = (ids: readonly string[]) => new Map(ids.map((id) => [id, offset]));
        const result = await look(world, ['..'], { count: 1501, offsetsOf });
        assert.deepEqual(result, { found: ['..'], missing: [] });
        assert.deepEqual(world.offsets(), pages);
      }
    }));

  it('says that the list was too long if the time ends while it is read', () =>
    withBook(contacts(150), async ({ connection, signal }) => {
      const reading = readContacts(connection, ['..'], {}, { signal, deadline: 0 });
      await assert.rejects(
        reading,
        (error) =>
          error instanceof ApiError &&
          error.reason === 'timeout' &&
          /whole list/.test(apiErrorWords(error)),
      );
      await assert.rejects(
        readContacts(connection, [idOf(1)], {}, { signal, deadline: 0 }),
        (error) => error instanceof ApiError && !/list/.test(apiErrorWords(error)),
      );
    }));

  it('calls nothing missing from a list that changed while it was read', () =>
    withBook(contacts(150), async (world) => {
      let number = 1000;
      world.beforeRequest(() => world.write([contactOf(number++)]));
      assert.deepEqual(await look(world, ['..', idOf(3)]), { found: [idOf(3)], missing: [] });
    }));

  it('rejects when a request fails, and starts no more', () =>
    withBook(contacts(50), async (world) => {
      await world.faults('GET:contacts/c:garbage');
      await assert.rejects(
        look(
          world,
          contacts(40).map(({ id }) => id),
        ),
        ApiError,
      );
      assert.ok(world.asked().length < 40);
    }));

  it('rejects with the reason when it is called off', () =>
    withBook(contacts(50), async ({ connection, beforeRequest }) => {
      const controller = new AbortController();
      beforeRequest(() => controller.abort(new Error('enough')));
      await assert.rejects(
        readContacts(connection, [idOf(1)], {}, { signal: controller.signal }),
        /enough/,
      );
    }));
});
