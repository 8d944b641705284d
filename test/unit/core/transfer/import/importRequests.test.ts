import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { guardChanges } from '../../../../../src/core/change/guardChanges.ts';
import { accountId, card, cards, inWorld, kindsOf } from '../../change/writeWorld.ts';
import { plannedImport } from './plannedImport.ts';

const list = cards(1000);

/** A table of all contacts, of which so many have another name all over the list, and of new ones. */
function tableOf(changed: number, created: number): string {
  const step = Math.ceil(list.length / Math.max(1, changed));
  const known = list.map(({ id, name }, n) => {
    const isChanged = n % step === 0 && n / step < changed;
    return `${id};${name}${isChanged ? ' (new)' : ''};;;`;
  });
  const others = Array.from({ length: created }, (_, n) => card(`new-${n}`)).map(
    ({ id, name }) => `${id};${name};user-1;whatsapp;79011112233`,
  );
  return ['id;name;responsibleUserId;chatType1;chatId1', ...known, ...others].join('\r\n');
}

const gets = (requests: Readonly<Record<string, number>>) =>
  (requests['GET /contacts'] ?? 0) + (requests['GET /contacts/{id}'] ?? 0);

describe('An import that changes some of 1,000 contacts', () => {
  for (const [changed, created, posts] of [
    [0, 0, 0],
    [1, 0, 1],
    [100, 0, 1],
    [200, 101, 4],
    [250, 0, 3],
    [1000, 0, 10],
  ] as const) {
    const changes = changed + created;
    it(`sends ${changes} of them in ${posts} requests, and reads as much as guard and check need`, async () => {
      await inWorld({}, async (world) => {
        await world.putAndRead(...list);
        const before = await world.requests();
        const { changeSet } = await plannedImport(list, tableOf(changed, created));
        assert.equal(changeSet.items.length, changes);
        assert.deepEqual(await world.requests(), before, 'planning asks nothing');
        const { signal } = new AbortController();
        await guardChanges(changeSet.items, world.road.accountOf(accountId), { signal });
        const guard = gets(await world.requests());
        const outcomes = await world.apply(changeSet);
        assert.deepEqual(kindsOf(outcomes), changes === 0 ? {} : { done: changes });
        const requests = await world.requests();
        assert.equal(requests['POST /contacts'] ?? 0, posts);
        const reads = gets(requests) - guard;
        // The list is longer once contacts were created.
        const most = 2 * guard + Math.ceil(created / 100);
        assert.ok(reads <= most, `${reads} reads, where one look takes ${guard}`);
      });
    });
  }
});
