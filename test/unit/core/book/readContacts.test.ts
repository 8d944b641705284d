import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ApiError } from '../../../../src/core/api/apiError.ts';
import { apiErrorWords } from '../../../../src/core/api/describeApiError.ts';
import { readContacts } from '../../../../src/core/book/readContacts.ts';
import { accountId, inWorld } from '../change/writeWorld.ts';
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
        [0, 99, 198].map((at) => `GET /contacts?offset=${at}`),
      );
    }));

  it('hands over what is known where it reads the same, and what it reads where it does not', () =>
    withBook(contacts(2), async ({ connection, signal }) => {
      const [same, other] = [contactOf(1), contactOf(2, 'Before')];
      const known = (id: string) => [contactOf(9), id === same.id ? same : other];
      const options = { count: 2, known };
      const { found } = await readContacts(connection, [idOf(1), idOf(2)], options, { signal });
      assert.equal(found.get(idOf(1)), same);
      const second = found.get(idOf(2));
      assert.deepEqual(second, contactOf(2));
      assert.equal(second?.contactData, other.contactData);
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
      const offsetsOf = async (ids: readonly string[]) =>
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
    const wholeList = Array.from({ length: 16 }, (_, page) => `GET /contacts?offset=${page * 99}`);
    const at = (offset: number) => async (ids: readonly string[]) =>
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
            ...wholeList,
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
          const [first = '', ...list] = wholeList;
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
        const offsetsOf = async (ids: readonly string[]) => new Map(ids.map((id) => [id, offset]));
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

  /** The ids are so many that the list needs fewer requests. */
  const news = Array.from({ length: 19 }, (_, index) => `new-${index}`);

  it('does not call a contact missing that moved from one page to the one before it', () =>
    withBook(contacts(300), async (world) => {
      let requests = 0;
      world.beforeRequest(async () => {
        requests += 1;
        if (requests !== 2) return;
        await world.erase(contacts(10).map(({ id }) => id));
        await world.write(contacts(10, 900));
      });
      const { found, missing } = await look(world, [idOf(105), ...news], { count: 300 });
      assert.deepEqual(found, [idOf(105)]);
      assert.deepEqual(missing, [...news].sort());
      assert.deepEqual(world.offsets(), [0, 99, 198, 297, 0, 99, 198, 297]);
    }));

  it('does not call a contact missing that moved where the server tells no count', () =>
    inWorld({}, async (world) => {
      await world.put(...contacts(300));
      const offsets: string[] = [];
      world.intercept = async ({ path }, forward) => {
        if (!path.startsWith('/contacts?')) return await forward();
        offsets.push(path.replace('/contacts?offset=', ''));
        if (offsets.length === 2) await world.remove(...contacts(10).map(({ id }) => id));
        const answer = await forward();
        return { ...answer, body: JSON.stringify({ data: JSON.parse(answer.body).data }) };
      };
      const { connection } = world.road.accountOf(accountId);
      const { signal } = new AbortController();
      const { found, missing } = await readContacts(connection, ['..', idOf(105)], {}, { signal });
      assert.deepEqual([...found.keys()], [idOf(105)]);
      assert.deepEqual(missing, ['..']);
      assert.deepEqual(offsets, ['0', '99', '198', '0', '99', '198']);
    }));

  it('reads on where a full page shows that the count is too small', () =>
    inWorld({}, async (world) => {
      await world.put(...contacts(200));
      world.intercept = async ({ path }, forward) => {
        const answer = await forward();
        if (!path.startsWith('/contacts?')) return answer;
        return { ...answer, body: JSON.stringify({ ...JSON.parse(answer.body), count: 193 }) };
      };
      const { connection } = world.road.accountOf(accountId);
      const { signal } = new AbortController();
      const { found, missing } = await readContacts(connection, ['..', idOf(200)], {}, { signal });
      assert.deepEqual([...found.keys()], [idOf(200)]);
      assert.deepEqual(missing, ['..']);
    }));

  it('begins anew when the list goes in circles', () =>
    withBook(contacts(500), async (world) => {
      let requests = 0;
      world.beforeRequest(async () => {
        requests += 1;
        if (requests === 3)
          await world.write(contacts(198, 1000).map(({ id }) => ({ id: `a${id}` })));
      });
      await look(world, ['..', ...news], { count: 500 });
      assert.deepEqual(world.offsets(), [0, 99, 198, 0, 99, 198, 297, 396, 495, 594, 693]);
    }));

  it('reads a list of up to a hundred contacts by one request', () =>
    withBook(contacts(100), async (world) => {
      const { missing } = await look(world, ['..', ...news], { count: 100 });
      assert.equal(missing.length, 20);
      assert.deepEqual(world.offsets(), [0]);
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
