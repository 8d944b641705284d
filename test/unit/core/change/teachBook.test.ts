import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { planDelete, planUpsert } from '../../../../src/core/change/planChanges.ts';
import { accountId, card, cards, inWorld, kindsOf, type WriteWorld } from './writeWorld.ts';

const { signal } = new AbortController();

/** Somebody loads the next page as soon as the change was sent, before it is confirmed. */
function loadWhileVerifying(world: WriteWorld, offset: number): void {
  let isSent = false;
  world.intercept = async ({ method }, forward) => {
    const isFirst = isSent && method === 'GET';
    if (isFirst) isSent = false;
    // The page asks through here as well.
    if (isFirst) await world.book.loadPage(offset, { signal });
    if (method !== 'GET') isSent = true;
    return await forward();
  };
}

describe('what the book learns of a change', () => {
  it('counts deletions once although a page was loaded before they were confirmed', async () => {
    await inWorld({}, async (world) => {
      const all = cards(350);
      await world.put(...all);
      await world.book.loadPage(0, { signal });
      loadWhileVerifying(world, 100);
      const outcomes = await world.apply(planDelete(accountId, 'delete', all.slice(3, 8)));
      assert.deepEqual(kindsOf(outcomes), { done: 5 });
      assert.equal(world.book.count, 345);
      assert.equal(world.book.countChange, undefined);
      assert.deepEqual(await world.book.loadAll({ signal }), {
        read: 345,
        count: 345,
        isComplete: true,
      });
    });
  });

  it('counts a creation once although a page was loaded before it was confirmed', async () => {
    await inWorld({}, async (world) => {
      await world.put(...cards(350));
      await world.book.loadPage(0, { signal });
      loadWhileVerifying(world, 100);
      const creation = planUpsert(accountId, 'upsertFile', [card('c-0150a')], new Map());
      assert.deepEqual(kindsOf(await world.apply(creation.changeSet)), { done: 1 });
      assert.equal(world.book.count, 351);
      assert.equal(world.book.countChange, undefined);
      assert.equal((await world.book.loadAll({ signal })).isComplete, true);
    });
  });

  it('does not count a creation that was there already', async () => {
    await inWorld({}, async (world) => {
      const all = cards(350);
      await world.put(...all);
      await world.book.loadPage(0, { signal });
      const creation = planUpsert(accountId, 'upsertFile', all.slice(200, 201), new Map());
      assert.deepEqual(kindsOf(await world.apply(creation.changeSet)), { done: 1 });
      assert.equal(world.book.count, 350);
      assert.equal((await world.book.loadAll({ signal })).isComplete, true);
      assert.equal(world.book.countChange, undefined);
    });
  });
});
