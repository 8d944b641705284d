import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { operationIdOf } from '../../../../src/core/change/journal.ts';
import { isOutdated } from '../../../../src/core/change/journalRetention.ts';
import { readRecord } from '../../../../src/core/change/operationRecord.ts';
import { accountId, card, inWorld } from './writeWorld.ts';

const hour = 3_600_000;

describe('Which journals are erased', () => {
  it('is told by when the operation began', async () => {
    await inWorld({}, async (world) => {
      const items = [{ id: '1', after: card('1') }];
      await world.apply({ accountId, operation: 'save', items });
      const [[file = '', text = ''] = []] = world.storage.files;
      const id = operationIdOf(file) ?? '';
      const record = readRecord(id, text);
      assert.ok(record);
      const now = record.time + 10 * hour;
      assert.equal(isOutdated(id, record, { oldest: record.time + 1, now }), true);
      assert.equal(isOutdated(id, record, { oldest: record.time, now }), false);
    });
  });

  it('is told by the name of a file that was cut before anything was sent, an hour later', async () => {
    await inWorld({}, async (world) => {
      const before = world.clock.now();
      const items = [{ id: '1', after: card('1') }];
      await world.apply({ accountId, operation: 'save', items });
      const [[file = ''] = []] = world.storage.files;
      const id = operationIdOf(file) ?? '';
      const after = world.clock.now();
      const oldest = 0;
      assert.equal(isOutdated(id, undefined, { oldest, now: before + hour - 1 }), false);
      assert.equal(isOutdated(id, undefined, { oldest, now: after + hour + 1 }), true);
    });
  });

  it('are none whose names are not ours', () => {
    const never = { oldest: Number.MAX_VALUE, now: Number.MAX_VALUE };
    for (const name of ['notes', '', '0-1', 'zzzzzzzzzz-000000']) {
      assert.equal(isOutdated(name, undefined, never), false, name);
    }
  });
});
