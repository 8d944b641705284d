import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { ChangeItem, ChangeSet } from '../../../../src/core/change/changeSet.ts';
import type { OperationRecord } from '../../../../src/core/change/operationRecord.ts';
import { planRest } from '../../../../src/core/change/planRest.ts';
import { retriableItems } from '../../../../src/core/change/planRetry.ts';
import { continuedBy, planUndo } from '../../../../src/core/change/planUndo.ts';
import { reportOf } from '../../../../src/core/change/report.ts';
import type { WritableContact } from '../../../../src/core/contact/contact.ts';
import { fates, withFates } from './fates.ts';
import { recordsOf } from './recordsOf.ts';
import { runUntil } from './runUntil.ts';
import type { Interceptor } from './wire.ts';
import { accountId, card, inWorld, kindsOf, type WriteWorld } from './writeWorld.ts';

const kept = card('kept');
const losers = ['lost-1', 'lost-2', 'lost-3'].map((id, index) =>
  card(id, { contactData: [{ chatType: 'vk', chatId: `vk-${index}` }] }),
);
const bystander = card('bystander');
const merged: WritableContact = {
  ...kept,
  contactData: [...kept.contactData, ...losers.flatMap(({ contactData }) => contactData)],
};
const deletions: readonly ChangeItem[] = losers.map((before) => ({ id: before.id, before }));
const changeSet: ChangeSet = {
  accountId,
  operation: 'merge',
  items: [{ id: 'kept', before: kept, after: merged }, ...deletions],
};
const all = [bystander, kept, ...losers];

/** Takes down each request that writes, and lets `strike` decide on it. */
function watch(
  world: WriteWorld,
  strike: Interceptor = async (_request, forward) => await forward(),
) {
  const writes: string[] = [];
  world.intercept = async (request, forward) => {
    if (request.method !== 'GET') writes.push(`${request.method} ${request.path.split('?')[0]}`);
    return await strike(request, forward);
  };
  return writes;
}

describe('a merge', () => {
  const inAccount = async (test: (world: WriteWorld) => Promise<void>) =>
    await inWorld({}, async (world) => {
      await world.putAndRead(...all);
      await test(world);
    });

  it('writes the card that is kept, reads it back, and only then deletes the others', () =>
    inAccount(async (world) => {
      const requests: string[] = [];
      world.intercept = async (request, forward) => {
        requests.push(request.method);
        return await forward();
      };
      const outcomes = await world.apply(changeSet);
      assert.deepEqual(kindsOf(outcomes), { done: 4 });
      assert.deepEqual([...(await world.held()).keys()].sort(), ['bystander', 'kept']);
      assert.deepEqual((await world.held()).get('kept'), merged);
      const [post, patch] = [requests.indexOf('POST'), requests.indexOf('PATCH')];
      assert.ok(post > 0 && requests.slice(post, patch).includes('GET'), requests.join());
    }));

  it('deletes nothing when the kept card was not stored, whatever was answered', () =>
    inAccount(async (world) => {
      const writes = watch(world, async ({ method }, forward) =>
        method === 'POST' ? { status: 200, body: '[]' } : await forward(),
      );
      const outcomes = await world.apply(changeSet);
      assert.deepEqual(kindsOf(outcomes), { unknown: 1, notStarted: 3 });
      assert.ok(!writes.some((write) => !write.startsWith('POST')), writes.join());
      const [first] = reportOf(outcomes).notStarted;
      assert.match(first?.reason ?? '', /not seen to hold the data of both/);
      assert.equal((await world.held()).size, all.length);
    }));

  it('deletes nothing when the kept card was refused, or could not be read back', async () => {
    await inAccount(async (world) => {
      watch(world, async ({ method }, forward) =>
        method === 'POST' ? { status: 400, body: '{"error":"INVALID_CONTACTS_DATA"}' } : forward(),
      );
      const outcomes = await world.apply(changeSet);
      assert.deepEqual(kindsOf(outcomes), { rejected: 1, notStarted: 3 });
    });
    await inAccount(async (world) => {
      let isSent = false;
      const writes = watch(world, async ({ method }, forward) => {
        if (isSent) return { status: 401, body: '' };
        isSent = method === 'POST';
        return await forward();
      });
      const outcomes = await world.apply(changeSet);
      assert.deepEqual(kindsOf(outcomes), { unknown: 1, notStarted: 3 });
      assert.equal(writes.length, 1);
    });
  });

  it('sends nothing at all when one of the cards is not as it was', async () => {
    for (const meanwhile of ['changed', 'gone', 'kept changed'] as const) {
      await inAccount(async (world) => {
        const writes = watch(world);
        if (meanwhile === 'gone') await world.remove('lost-2');
        else await world.put(card(meanwhile === 'changed' ? 'lost-2' : 'kept', { name: 'Theirs' }));
        const outcomes = await world.apply(changeSet);
        assert.deepEqual(writes, [], meanwhile);
        const { notStarted, done } = reportOf(outcomes);
        assert.deepEqual([notStarted.length, done.length], [3, 0], meanwhile);
        assert.match(notStarted[0]?.reason ?? '', /Merge them again/);
        const [record] = recordsOf(world);
        assert.ok(record?.isFinished);
        assert.deepEqual(planUndo(record).items, []);
      });
    }
  });

  it('leaves a card alone that was changed while the kept one was written', () =>
    inAccount(async (world) => {
      watch(world, async ({ method }, forward) => {
        if (method === 'POST') await world.put(card('lost-1', { name: 'Theirs' }));
        return await forward();
      });
      const outcomes = await world.apply(changeSet);
      assert.deepEqual(kindsOf(outcomes), { done: 3, conflict: 1 });
      assert.deepEqual([...(await world.held()).keys()].sort(), ['bystander', 'kept', 'lost-1']);
      const [record] = recordsOf(world);
      assert.ok(record);
      await world.apply(planUndo(record));
      assert.deepEqual((await world.held()).get('kept'), kept);
      assert.deepEqual((await world.held()).get('lost-2'), losers[1]);
    }));

  it('looks at the kept card also where it holds all already', () =>
    inAccount(async (world) => {
      const held: ChangeSet = {
        ...changeSet,
        items: [{ id: 'kept', before: kept, after: kept }, ...deletions],
      };
      const writes = watch(world);
      assert.deepEqual(kindsOf(await world.apply(held)), { done: 4 });
      assert.equal(writes.length, 1);
      await world.put(...losers);
      await world.put(card('kept', { name: 'Theirs' }));
      assert.deepEqual(kindsOf(await world.apply(held)), { conflict: 1, notStarted: 3 });
      assert.equal(writes.length, 1);
    }));

  it('deletes nothing without a card that is kept', () =>
    inAccount(async (world) => {
      const outcomes = await world.apply({ ...changeSet, items: deletions });
      assert.deepEqual(kindsOf(outcomes), { notStarted: 3 });
      assert.equal((await world.held()).size, all.length);
    }));

  it('ends between the two when it is cancelled, and is not tried again blindly', () =>
    inAccount(async (world) => {
      const cancelling = new AbortController();
      const writes = watch(world, async ({ method }, forward) => {
        if (method === 'POST') cancelling.abort(new DOMException('', 'AbortError'));
        return await forward();
      });
      const outcomes = await world.apply(changeSet, { signal: cancelling.signal });
      assert.deepEqual(kindsOf(outcomes), { done: 1, notStarted: 3 });
      assert.equal(writes.length, 1);
      const [record] = recordsOf(world);
      assert.ok(record);
      assert.deepEqual(retriableItems(record), []);
      await world.apply(planUndo(record));
      assert.deepEqual((await world.held()).get('kept'), kept);
    }));

  it('loses nothing while anything goes wrong, and is taken back to where it began', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.infiniteStream(fc.constantFrom(...fates)),
        fc.constantFrom('reject', 'store'),
        async (stream, partial) => {
          await inWorld({ variants: { partial } }, async (world) => {
            await world.putAndRead(...all);
            const strike = withFates(stream);
            const keptAtDeletion: unknown[] = [];
            world.intercept = async (request, forward) => {
              if (request.method === 'PATCH' || request.method === 'DELETE') {
                keptAtDeletion.push((await world.held()).get('kept'));
              }
              return await strike(request, forward);
            };
            const outcomes = await world.apply(changeSet);
            for (const one of keptAtDeletion) assert.deepEqual(one, merged);
            const held = await world.held();
            const [record] = recordsOf(world);
            checkNothingLost(held, record);
            for (const { id, kind } of outcomes) {
              if (kind === 'done')
                assert.deepEqual(held.get(id), id === 'kept' ? merged : undefined);
              if (kind === 'notStarted') assert.ok(held.has(id), id);
            }
            world.intercept = (_request, forward) => forward();
            if (record) {
              const back = await world.apply(planUndo(record));
              assert.ok(back.every(({ kind }) => kind === 'done' || kind === 'notFound'));
            }
            assert.deepEqual(await world.held(), new Map(all.map((one) => [one.id, one])));
          });
        },
      ),
      { numRuns: 80 },
    );
  });

  it('loses nothing when the program ends in the midst of it, and goes on or is taken back', async function () {
    this.timeout(300_000);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 24 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        async (steps, part, goesOn) => {
          await inWorld({}, async (world) => {
            await world.putAndRead(...all);
            await runUntil(world, changeSet, steps, part);
            const [record] = recordsOf(world);
            const held = await world.held();
            checkNothingLost(held, record);
            if (!record) return assert.equal(held.size, all.length);
            const outcomes = await world.apply(goesOn ? planRest(record) : planUndo(record));
            const open = outcomes.filter(({ kind }) => kind !== 'done' && kind !== 'notFound');
            assert.deepEqual(open, []);
            const expected = goesOn ? [bystander, merged] : all;
            assert.deepEqual(await world.held(), new Map(expected.map((one) => [one.id, one])));
            if (!goesOn) return;
            // What was continued is taken back in one go.
            const records = recordsOf(world);
            const last = records.find(({ continues }) => continues === record.operationId);
            await world.apply(last ? planUndo(last, continuedBy(last, records)) : planUndo(record));
            assert.deepEqual(await world.held(), new Map(all.map((one) => [one.id, one])));
          });
        },
      ),
      { numRuns: 80 },
    );
  });

  it('goes on where the kept card needed no change', async () => {
    const items = [{ id: 'kept', before: kept, after: kept }, ...deletions];
    for (let steps = 1; steps <= 14; steps += 1) {
      await inAccount(async (world) => {
        await runUntil(world, { ...changeSet, items }, steps, 1);
        const [record] = recordsOf(world);
        if (record) await world.apply(planRest(record));
        const left = record ? [bystander, kept] : all;
        assert.deepEqual(await world.held(), new Map(left.map((one) => [one.id, one])));
      });
    }
  });

  it('is not continued over what others made of the kept card after the program ended', () =>
    inAccount(async (world) => {
      // Guard, its answer, the journal twice, the request and its answer.
      await runUntil(world, changeSet, 8, 1);
      const [record] = recordsOf(world);
      assert.ok(record && !record.isFinished);
      await world.put(card('kept', { name: 'Theirs' }));
      const outcomes = await world.apply(planRest(record));
      assert.deepEqual(kindsOf(outcomes), { conflict: 1, notStarted: 3 });
      for (const { id } of losers) assert.ok((await world.held()).has(id));
    }));
});

/** Each card that is gone is in the kept one, and in the journal as it was. */
function checkNothingLost(
  held: ReadonlyMap<string, unknown>,
  record: OperationRecord | undefined,
): void {
  assert.deepEqual(held.get('bystander'), bystander);
  for (const loser of losers) {
    if (held.has(loser.id)) continue;
    assert.deepEqual(held.get('kept'), merged, `${loser.id} is gone`);
    const item = record?.items.find(({ id }) => id === loser.id);
    assert.deepEqual(item?.before, loser);
  }
}
