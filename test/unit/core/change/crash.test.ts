import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { ChangeItem } from '../../../../src/core/change/changeSet.ts';
import { planRest } from '../../../../src/core/change/planRest.ts';
import { planUndo } from '../../../../src/core/change/planUndo.ts';
import { recordsOf } from './recordsOf.ts';
import { runUntil } from './runUntil.ts';
import { accountId, card, cards, inWorld } from './writeWorld.ts';

/** 250 changed, 150 deleted, 50 created: six requests that write. */
const all = cards(400);
const items: readonly ChangeItem[] = [
  ...all.slice(0, 250).map((before) => ({
    id: before.id,
    before,
    after: card(before.id, { name: 'New name' }),
  })),
  ...all.slice(250).map((before) => ({ id: before.id, before })),
  ...Array.from({ length: 50 }, (_, n) => ({ id: `new-${n}`, after: card(`new-${n}`) })),
];

describe('a program that ends in the midst of a large write', () => {
  it('finds the truth at its next start, and finishes or takes back', async function () {
    this.timeout(300_000);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        async (steps, part, goesOn) => {
          await inWorld({}, async (world) => {
            await world.putAndRead(...all);
            const original = await world.held();
            const changeSet = { accountId, operation: 'upsertFile', items } as const;
            await runUntil(world, changeSet, steps, part);
            const [record] = recordsOf(world);
            if (!record) {
              assert.deepEqual(await world.held(), original, 'nothing was sent without a record');
              return;
            }
            const plan = goesOn ? planRest(record) : planUndo(record);
            const outcomes = await world.apply(plan);
            const open = outcomes.filter(({ kind }) => kind !== 'done' && kind !== 'notFound');
            assert.deepEqual(open, []);
            const held = await world.held();
            if (!goesOn) assert.deepEqual(held, original);
            else {
              assert.equal(held.size, 300);
              for (const { id, after } of items) assert.deepEqual(held.get(id), after, id);
            }
          });
        },
      ),
      { numRuns: 60 },
    );
  });
});
