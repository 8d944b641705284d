import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { planUndo } from '../../../../src/core/change/planUndo.ts';
import { fates, withFates } from './fates.ts';
import { recordsOf } from './recordsOf.ts';
import { itemOf, wishes } from './wishes.ts';
import { accountId, card, inWorld } from './writeWorld.ts';

const wishLists = fc.array(fc.constantFrom(...wishes), { minLength: 1, maxLength: 5 });

describe('taking back while anything goes wrong', () => {
  it('ends where it began, however often it has to be tried', async () => {
    await fc.assert(
      fc.asyncProperty(
        wishLists,
        fc.infiniteStream(fc.constantFrom(...fates)),
        fc.constantFrom('reject', 'store'),
        async (wanted, stream, partial) => {
          // Not on a server that merges: after a lost answer nobody knows whether the link it kept is somebody's.
          await inWorld({ variants: { partial } }, async (world) => {
            const items = wanted.map((wish, index) => itemOf(wish, `c-${index}`));
            await world.put(card('bystander'), ...items.flatMap(({ before }) => before ?? []));
            const original = await world.held();
            world.intercept = withFates(stream);
            await world.apply({ accountId, operation: 'upsertFile', items });
            const [record] = recordsOf(world);
            if (record) await world.apply(planUndo(record));
            world.intercept = (_request, forward) => forward();
            // What a lost answer hid is not in the record of the taking back: the operation itself is taken back again.
            if (record) {
              const outcomes = await world.apply(planUndo(record));
              const open = outcomes.filter(({ kind }) => kind !== 'done' && kind !== 'notFound');
              assert.deepEqual(open, []);
            }
            assert.deepEqual(await world.held(), original);
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('has a history that agrees with what is there', async () => {
    await fc.assert(
      fc.asyncProperty(
        wishLists,
        fc.infiniteStream(fc.constantFrom(...fates)),
        fc.constantFrom('reject', 'store'),
        async (wanted, stream, partial) => {
          await inWorld({ variants: { partial } }, async (world) => {
            const items = wanted.map((wish, index) => itemOf(wish, `c-${index}`));
            await world.put(...items.flatMap(({ before }) => before ?? []));
            world.intercept = withFates(stream);
            await world.apply({ accountId, operation: 'upsertFile', items });
            const held = await world.held();
            for (const { id, state, before, after } of recordsOf(world)[0]?.items ?? []) {
              const now = held.get(id);
              if (state === 'done') assert.deepEqual(now, after, id);
              if (state === 'rejected' || state === 'notStarted') assert.deepEqual(now, before, id);
              assert.notEqual(state, 'waiting', id);
              assert.notEqual(state, 'sent', id);
            }
          });
        },
      ),
      { numRuns: 40 },
    );
  });
});
