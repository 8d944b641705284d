import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ChangeItem, ChangeSet } from '../../../../src/core/change/changeSet.ts';
import { operationIdOf } from '../../../../src/core/change/journal.ts';
import { readRecord } from '../../../../src/core/change/operationRecord.ts';
import {
  planRetry,
  type RetryPlan,
  retriableItems,
  retryChangeSet,
} from '../../../../src/core/change/planRetry.ts';
import {
  type ReportedItem,
  type ReportedOperation,
  reportedOperation,
} from '../../../../src/core/change/reportedOperation.ts';
import type { Contact } from '../../../../src/core/contact/contact.ts';
import { accountId, card, cards, inWorld, kindsOf, type WriteWorld } from './writeWorld.ts';

const id = 'c-1';
const old = card(id, { name: 'Old' });
const wanted = card(id, { name: 'Wanted' });
const theirs = card(id, { name: 'Theirs' });
const update: ChangeItem = { id, before: old, after: wanted };
const creation: ChangeItem = { id, after: wanted };
const deletion: ChangeItem = { id, before: old };
const changes: readonly ChangeItem[] = [update, creation, deletion];

const operationOf = (
  items: readonly ReportedItem[],
  operation: ChangeSet['operation'] = 'upsertFile',
): ReportedOperation => ({ accountId, operation, time: 0, items });

/** Plans one failed item against what the account holds under its id. */
function planOne(
  item: ReportedItem,
  seen: Contact | undefined,
  complete: (contact: Contact) => Contact = (contact) => contact,
  operation?: ChangeSet['operation'],
): RetryPlan {
  return planRetry(operationOf([item], operation), {
    found: new Map(seen ? [[seen.id, seen]] : []),
    missing: new Set(seen ? [] : [item.id]),
    complete,
  });
}

const overTheirs = (item: ChangeItem): ChangeItem => ({ ...item, before: theirs });
const kindOf = (...args: Parameters<typeof planOne>) => planOne(...args).items[0]?.kind;
const sentBy = (plan: RetryPlan, overwrites: boolean) => retryChangeSet(plan, { overwrites }).items;

describe('planning a retry', () => {
  it('tries again what was refused, not confirmed, not sent or interrupted, and no other', () => {
    const states = ['rejected', 'unknown', 'notStarted', 'waiting', 'sent'] as const;
    for (const state of states) {
      assert.equal(kindOf({ ...update, state }, old), 'again', state);
      assert.equal(kindOf({ ...deletion, state }, old), 'again', state);
      assert.equal(kindOf({ ...creation, state }, undefined), 'again', state);
      assert.deepEqual(sentBy(planOne({ ...update, state }, old), false), [update], state);
    }
    for (const state of ['done', 'notFound'] as const) {
      assert.deepEqual(retriableItems(operationOf([{ ...update, state }])), [], state);
    }
  });

  it('makes what others changed on what was just read only if it is to be overwritten', () => {
    for (const state of ['conflict', 'rejected', 'unknown', 'notStarted'] as const) {
      for (const item of changes) {
        const plan = planOne({ ...item, state }, theirs);
        assert.equal(plan.items[0]?.kind, 'changed', state);
        assert.deepEqual(sentBy(plan, false), [item], state);
        assert.deepEqual(sentBy(plan, true), [overTheirs(item)], state);
      }
    }
  });

  it('sends a conflict plainly once others have changed the contact back', () => {
    const plan = planOne({ ...update, state: 'conflict' }, old);
    assert.equal(plan.items[0]?.kind, 'again');
    assert.deepEqual(sentBy(plan, true), [update]);
  });

  it('does not take what an unconfirmed write left for what it may overwrite unasked', () => {
    assert.equal(kindOf({ ...update, state: 'unknown', now: theirs }, theirs), 'changed');
    assert.equal(kindOf({ ...creation, state: 'unknown', now: theirs }, theirs), 'changed');
  });

  it('leaves alone what others deleted meanwhile, also where an unconfirmed creation had made it', () => {
    const gone = planOne({ ...update, state: 'rejected' }, undefined);
    assert.equal(gone.items[0]?.kind, 'gone');
    for (const overwrites of [false, true]) assert.deepEqual(sentBy(gone, overwrites), [update]);
    const made = planOne({ ...creation, state: 'unknown', now: theirs }, undefined);
    assert.equal(made.items[0]?.kind, 'gone');
    assert.deepEqual(sentBy(made, true), [{ ...creation, before: theirs }]);
  });

  it('knows what has come about meanwhile', () => {
    assert.equal(kindOf({ ...update, state: 'unknown' }, wanted), 'settled');
    assert.equal(kindOf({ ...creation, state: 'unknown' }, wanted), 'settled');
    assert.equal(kindOf({ ...deletion, state: 'unknown' }, undefined), 'settled');
  });

  it('counts what Wazzup does not show as there: overwriting it is agreed to, not slipped in', () => {
    const row = { chatType: 'telegram', chatId: '1' };
    const full = card(id, { contactData: [{ ...row, username: 'anna' }] });
    const shown = card(id, { contactData: [row] });
    const after = card(id, { name: 'Wanted', contactData: [row] });
    const plan = planOne({ id, before: full, after, state: 'rejected' }, shown, () => full);
    assert.equal(plan.items[0]?.kind, 'again');
    // The history holds a contact as it is shown.
    const read = planOne({ id, before: shown, after, state: 'rejected' }, shown, () => full);
    assert.equal(read.items[0]?.kind, 'again');
    const conflict = planOne({ id, before: old, after, state: 'conflict' }, shown, () => full);
    assert.deepEqual(sentBy(conflict, true), [{ id, before: full, after }]);
  });

  it('leaves out what cannot be sent, with the reason', () => {
    const after = { ...card(id), contactData: [] };
    const { items, leftOut } = planOne(
      { id, after, state: 'rejected', isSetAside: true },
      undefined,
    );
    assert.deepEqual(items, []);
    assert.equal(leftOut[0]?.state, 'rejected');
    assert.match(leftOut[0]?.reason ?? '', /\p{L}+ \p{L}+/u);
    assert.deepEqual(leftOut[0]?.after, after);
  });

  it('deletes by id what is found now, and names what is not there', () => {
    const item = { id, state: 'notStarted', isSetAside: true } as const;
    const plan = (seen?: Contact) => planOne(item, seen, undefined, 'deleteByIds');
    assert.deepEqual(sentBy(plan(theirs), false), [{ id, before: theirs }]);
    const { items, leftOut } = plan();
    assert.deepEqual(items, []);
    assert.equal(leftOut[0]?.state, 'notFound');
    const unclear = planRetry(operationOf([item], 'deleteByIds'), {
      found: new Map(),
      missing: new Set(),
      complete: (contact) => contact,
    });
    assert.equal(unclear.leftOut[0]?.state, 'notStarted');
    // Of a contact whose deletion the history does not hold there is nothing to restore.
    assert.deepEqual(retriableItems(operationOf([{ id, state: 'notFound' }], 'restore')), []);
  });

  it('never deletes what was to be changed and could not be looked up', () => {
    const item = { id, state: 'notStarted', isSetAside: true } as const;
    for (const operation of ['reassign', 'upsertFile', 'restore'] as const) {
      assert.deepEqual(retriableItems(operationOf([item], operation)), [], operation);
      assert.deepEqual(sentBy(planOne(item, theirs, undefined, operation), true), [], operation);
    }
  });

  it('lets the guard decide on what could not be found out', () => {
    const now = { found: new Map(), missing: new Set<string>(), complete: (one: Contact) => one };
    const items = [
      { ...update, state: 'rejected' },
      { ...deletion, id: 'c-2', state: 'rejected' },
    ] as const;
    const plan = planRetry(operationOf(items), now);
    assert.deepEqual(
      plan.items.map(({ kind }) => kind),
      ['again', 'again'],
    );
  });

  it('is the same operation of the same account and file, with the texts that stood there', () => {
    const file = { uri: 'file:///x.contacts.json', format: 'contacts', lineBreak: '\n' } as const;
    const item = { ...update, state: 'rejected', source: '{"id":"c-1"}' } as const;
    const operation = { ...operationOf([item]), undoes: 'x', file };
    const plan = planRetry(operation, {
      found: new Map([[id, old]]),
      missing: new Set(),
      complete: (contact) => contact,
    });
    const { texts, items, leftOut, ...head } = retryChangeSet(plan, { overwrites: false });
    assert.deepEqual(head, { accountId, operation: 'upsertFile', undoes: 'x', file });
    assert.deepEqual([...(texts ?? [])], [[id, '{"id":"c-1"}']]);
  });
});

describe('a retry', () => {
  const changeAll = (contacts: readonly Contact[]): ChangeSet => ({
    accountId,
    operation: 'upsertFile',
    items: contacts.map((before) => ({
      id: before.id,
      before,
      after: card(before.id, { name: 'New name' }),
    })),
  });

  async function retry(world: WriteWorld, operation: ReportedOperation, overwrites: boolean) {
    const held = await world.held();
    const ids = retriableItems(operation).map((item) => item.id);
    const plan = planRetry(operation, {
      found: new Map(
        ids.flatMap((one) => (held.has(one) ? [[one, held.get(one) as Contact]] : [])),
      ),
      missing: new Set(ids.filter((one) => !held.has(one))),
      complete: (contact) => world.unseen.complete(contact),
    });
    return await world.apply(retryChangeSet(plan, { overwrites }));
  }

  const lastRecord = ({ storage }: WriteWorld) => {
    const last = [...storage.files].sort(([a], [b]) => (a < b ? -1 : 1)).at(-1);
    const record = last && readRecord(operationIdOf(last[0]) ?? '', last[1]);
    assert.ok(record);
    return record;
  };

  for (const from of ['memory', 'the history'] as const) {
    it(`from ${from} sends the failed ones after the fault is over, and leaves others' work alone`, () =>
      inWorld({}, async (world) => {
        const all = cards(250);
        await world.put(...all);
        // The first hundred arrive, then the server is out of order.
        let sent = 0;
        world.intercept = async ({ method }, forward) => {
          if (method === 'POST') sent += 1;
          return method === 'POST' && sent > 1 ? { status: 503, body: '' } : await forward();
        };
        const changeSet = changeAll(all);
        const outcomes = await world.apply(changeSet);
        assert.equal(kindsOf(outcomes)['done'], 100);
        world.intercept = (_request, forward) => forward();
        await world.put(card('c-0150', { name: 'Theirs' }));
        await world.remove('c-0151');

        const operation =
          from === 'memory'
            ? await reportedOperation(changeSet, outcomes, { time: 0 })
            : lastRecord(world);
        const again = await retry(world, operation, false);
        assert.deepEqual(kindsOf(again), { done: 148, conflict: 2 });
        const held = await world.held();
        assert.deepEqual(held.get('c-0150'), card('c-0150', { name: 'Theirs' }));
        assert.equal(held.has('c-0151'), false);
        assert.deepEqual(held.get('c-0249'), card('c-0249', { name: 'New name' }));

        // What is set aside is in the history, too: from there it can be overwritten.
        const over = await retry(world, lastRecord(world), true);
        assert.deepEqual(
          over.map(({ id: one, kind }) => [one, kind]),
          [
            ['c-0150', 'done'],
            ['c-0151', 'conflict'],
          ],
        );
        assert.equal((await world.held()).has('c-0151'), false);
      })).timeout(20_000);
  }

  it('does not overwrite what was changed between the question and the answer', () =>
    inWorld({}, async (world) => {
      const before = card('1');
      await world.put(card('1', { name: 'Theirs' }));
      const changeSet = changeAll([before]);
      const operation = await reportedOperation(changeSet, await world.apply(changeSet), {
        time: 0,
      });
      const seen = card('1', { name: 'Theirs' });
      const plan = planRetry(operation, {
        found: new Map([['1', seen]]),
        missing: new Set(),
        complete: (contact) => contact,
      });
      await world.put(card('1', { name: 'Later' }));
      const outcomes = await world.apply(retryChangeSet(plan, { overwrites: true }));
      assert.deepEqual(kindsOf(outcomes), { conflict: 1 });
      assert.deepEqual((await world.held()).get('1'), card('1', { name: 'Later' }));
    }));
});
