import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { OperationRecord } from '../../../../src/core/change/operationRecord.ts';
import { hasEffect, summaryOf } from '../../../../src/core/change/operationSummary.ts';
import type { ReportedItem } from '../../../../src/core/change/reportedOperation.ts';
import { accountId, card } from './writeWorld.ts';

const saved = (id: string, state: ReportedItem['state'] = 'done'): ReportedItem => ({
  id,
  before: card(id),
  after: card(id, { name: `Name of ${id}` }),
  state,
});

const record = (facts: Partial<OperationRecord>): OperationRecord => ({
  operationId: 'op',
  accountId,
  operation: 'save',
  time: 5,
  holders: [],
  isFinished: true,
  items: [],
  ...facts,
});

describe('the summary of an operation', () => {
  it('says of which one, or of how many contacts it is, and how they ended', async () => {
    const one = await summaryOf(record({ items: [saved('1')] }));
    assert.deepEqual([one.size, one.name, one.canUndo], [1, 'Name of 1', true]);
    const items = [saved('1'), saved('2', 'conflict'), saved('3')];
    const three = await summaryOf(record({ items, operation: 'import' }));
    assert.deepEqual([three.size, three.name], [3, undefined]);
    assert.deepEqual(
      [...three.counts],
      [
        ['done', 2],
        ['conflict', 1],
      ],
    );
  });

  it('counts what was set aside only where nothing was sent', async () => {
    const aside = { ...saved('2', 'rejected'), isSetAside: true } as const;
    assert.equal((await summaryOf(record({ items: [saved('1'), aside] }))).name, 'Name of 1');
    const none = await summaryOf(record({ items: [aside, { ...aside, id: '3' }] }));
    assert.deepEqual([none.size, none.canUndo, hasEffect(none)], [2, false, false]);
  });

  it('names a merge by the card that is kept', async () => {
    const items: ReportedItem[] = [{ id: '2', before: card('2'), state: 'done' }, saved('1')];
    assert.equal((await summaryOf(record({ items, operation: 'merge' }))).name, 'Name of 1');
  });

  it('keeps nothing of the contacts but that, however many they are', async () => {
    const items = Array.from({ length: 1000 }, (_, number) => saved(`${number}`));
    const { counts, ...others } = await summaryOf(record({ items, operation: 'reassign' }));
    assert.deepEqual([...counts], [['done', 1000]]);
    assert.ok(JSON.stringify(others).length < 200);
  });

  it('tells of what was sent or may have been that it may have an effect', async () => {
    for (const state of ['done', 'unknown', 'sent', 'waiting'] as const) {
      assert.ok(hasEffect(await summaryOf(record({ items: [saved('1', state)] }))), state);
    }
  });
});
