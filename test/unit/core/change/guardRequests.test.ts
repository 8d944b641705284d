import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ChangeItem } from '../../../../src/core/change/changeSet.ts';
import { guardChanges } from '../../../../src/core/change/guardChanges.ts';
import type { WritableContact } from '../../../../src/core/contact/contact.ts';
import { accountId, card, cards, inWorld } from './writeWorld.ts';

/** How many requests of each kind the guard makes for `items` in an account whose list was read. */
async function requestsFor(
  list: readonly WritableContact[],
  items: readonly ChangeItem[],
): Promise<{ readonly singly: number; readonly pages: number }> {
  let result = { singly: 0, pages: 0 };
  await inWorld({}, async (world) => {
    await world.putAndRead(...list);
    const { signal } = new AbortController();
    const { ready, outcomes } = await guardChanges(items, world.road.accountOf(accountId), {
      signal,
    });
    assert.equal(ready.length, items.length);
    assert.deepEqual(outcomes, []);
    const { 'GET /contacts': pages = 0, 'GET /contacts/{id}': singly = 0 } = await world.requests();
    result = { singly, pages };
  });
  return result;
}

const changed = (contacts: readonly WritableContact[]): ChangeItem[] =>
  contacts.map((before) => ({ id: before.id, before, after: { ...before, name: 'New name' } }));

const created = (count: number): ChangeItem[] =>
  Array.from({ length: count }, (_, n) => ({ id: `new-${n}`, after: card(`new-${n}`) }));

const every = (step: number, list: readonly WritableContact[]) =>
  list.filter((_, index) => index % step === 0);

describe('the guard looks with the fewest requests', () => {
  const small = cards(250);
  const large = cards(5000);
  const rows: readonly [string, readonly WritableContact[], ChangeItem[], number, number][] = [
    // What it is about, the account, the changes, single requests, pages.
    ['one known contact, small account', small, changed(small.slice(7, 8)), 1, 0],
    ['one known contact, large account', large, changed(large.slice(7, 8)), 1, 0],
    ['one new contact, small account', small, created(1), 1, 0],
    ['one new contact, large account', large, created(1), 1, 0],
    ['a few known ones side by side, small account', small, changed(small.slice(120, 125)), 0, 1],
    ['a few known ones side by side, large account', large, changed(large.slice(120, 125)), 0, 1],
    ['a few known ones far apart, large account', large, changed(every(1000, large)), 5, 0],
    ['a few new ones, small account', small, created(5), 0, 3],
    ['a few new ones, large account', large, created(5), 5, 0],
    ['250 known ones, small account', small, changed(small), 0, 3],
    ['250 known ones side by side, large account', large, changed(large.slice(300, 550)), 0, 3],
    ['250 known ones all over, large account', large, changed(every(20, large)), 0, 50],
    ['250 new ones, small account', small, created(250), 0, 3],
    ['250 new ones, large account', large, created(250), 0, 51],
    [
      '125 known ones side by side and 20 new ones, large account',
      large,
      [...changed(large.slice(300, 425)), ...created(20)],
      20,
      2,
    ],
    [
      '125 known ones and 125 new ones, large account',
      large,
      [...changed(large.slice(300, 425)), ...created(125)],
      0,
      51,
    ],
  ];
  for (const [words, list, items, singly, pages] of rows) {
    it(`${words}: ${singly} single, ${pages} pages`, async () => {
      assert.deepEqual(await requestsFor(list, items), { singly, pages });
    });
  }

  it('250 new ones, where even the list is longer: one by one', async () => {
    // 253 requests for the list.
    const huge = cards(25_000);
    assert.deepEqual(await requestsFor(huge, created(250)), { singly: 250, pages: 0 });
  }).timeout(30_000);
});
