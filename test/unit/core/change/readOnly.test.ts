import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ChangeItem, ChangeSet } from '../../../../src/core/change/changeSet.ts';
import { operationIdOf } from '../../../../src/core/change/journal.ts';
import { readRecord } from '../../../../src/core/change/operationRecord.ts';
import { loggableReason, reportOf } from '../../../../src/core/change/report.ts';
import { accountId, card, cards, inWorld, kindsOf } from './writeWorld.ts';

const saving = (...items: ChangeItem[]): ChangeSet => ({ accountId, operation: 'save', items });

const creating = (count: number): ChangeSet =>
  saving(...cards(count).map((contact) => ({ id: contact.id, after: contact })));

describe('a change set of a read-only account', () => {
  it('is not started: nothing is read, sent or kept, and each item says why', () =>
    inWorld({}, async (world) => {
      const [one, two] = [card('1'), card('2')];
      await world.put(one, two);
      world.isReadOnly = true;
      const outcomes = await world.apply(
        saving(
          { id: '1', before: one, after: card('1', { name: 'Anna' }) },
          { id: '2', before: two },
          { id: '3', after: card('3') },
        ),
      );
      assert.deepEqual(
        outcomes.map(({ id, kind }) => [id, kind]),
        [
          ['1', 'notStarted'],
          ['2', 'notStarted'],
          ['3', 'notStarted'],
        ],
      );
      for (const { reason = '' } of reportOf(outcomes).notStarted) {
        assert.match(reason, /^Not sent\. This account is read-only here\..*Allow Changes/);
      }
      const [first] = outcomes;
      assert.ok(first && first.kind !== 'done');
      assert.match(loggableReason(first), /read-only here/);
      assert.deepEqual(await world.requests(), {});
      assert.deepEqual([...world.storage.files], []);
      assert.deepEqual(world.progress, []);
      assert.deepEqual([...(await world.held()).values()], [one, two]);
    }));

  it('is carried out once the account is not read-only any more', () =>
    inWorld({}, async (world) => {
      world.isReadOnly = true;
      assert.deepEqual(kindsOf(await world.apply(creating(2))), { notStarted: 2 });
      world.isReadOnly = false;
      assert.deepEqual(kindsOf(await world.apply(creating(2))), { done: 2 });
    }));

  it('ends between two requests if the account becomes read-only then, and what was sent is told', () =>
    inWorld({}, async (world) => {
      world.intercept = async ({ method }, forward) => {
        const answer = await forward();
        if (method === 'POST') world.isReadOnly = true;
        return answer;
      };
      const outcomes = await world.apply(creating(250));
      assert.deepEqual(kindsOf(outcomes), { done: 100, notStarted: 150 });
      assert.match(reportOf(outcomes).notStarted[0]?.reason ?? '', /read-only here/);
      assert.equal((await world.held()).size, 100);
      const [[file, text] = ['', '']] = [...world.storage.files];
      const record = readRecord(operationIdOf(file) ?? '', text);
      assert.ok(record?.isFinished);
      assert.equal(record.items.filter(({ state }) => state === 'notStarted').length, 150);
    }));
});
