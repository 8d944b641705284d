import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ApiError } from '../../../../src/core/api/apiError.ts';
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
