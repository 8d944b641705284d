import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { ChangeItem } from '../../../../src/core/change/changeSet.ts';
import { planRest } from '../../../../src/core/change/planRest.ts';
import { planUndo } from '../../../../src/core/change/planUndo.ts';
import { recordsOf } from './recordsOf.ts';
import { accountId, card, cards, inWorld, type WriteWorld } from './writeWorld.ts';

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
            await runUntil(world, steps, part);
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

/** Applies the change set, and lets nothing of it go on after so many steps; the last line may be written in part. */
async function runUntil(world: WriteWorld, steps: number, part: number): Promise<void> {
  let left = steps;
  const never = new Promise<never>(() => {});
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const step = async () => {
    left -= 1;
    if (left >= 0) return;
    end();
    await never;
  };
  world.intercept = async (_request, forward) => {
    await step();
    const answer = await forward();
    await step();
    return answer;
  };
  const { files } = world.storage;
  world.storage.beforeAppend = async (name, text) => {
    if (left === 0) {
      files.set(name, (files.get(name) ?? '') + text.slice(0, Math.floor(text.length * part)));
    }
    await step();
  };
  const whole = world.apply({ accountId, operation: 'upsertFile', items });
  await Promise.race([ended, whole]);
  left = Number.NEGATIVE_INFINITY;
  await new Promise((resolve) => setImmediate(resolve));
  // The next start.
  world.intercept = (_request, forward) => forward();
  world.storage.beforeAppend = async () => {};
}
