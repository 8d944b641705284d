import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { type AccountId, readAccountId } from '../../../../src/core/accountId.ts';
import {
  type AccountRecord,
  readAccountRecords,
} from '../../../../src/host/accounts/accountRecord.ts';
import { RecordWatch } from '../../../../src/host/accounts/recordWatch.ts';

function idOf(text: string): AccountId {
  const id = readAccountId(text);
  assert.ok(id);
  return id;
}

const record = (id: string, more: Partial<AccountRecord> = {}): AccountRecord => ({
  id: idOf(id),
  name: `Account ${id}`,
  baseUrl: 'https://api.example.com/v3',
  isDemo: false,
  isReadOnly: false,
  color: undefined,
  ...more,
});

describe('readAccountRecords', () => {
  it('reads what it was given, by way of JSON', () => {
    const records = [record('one', { isReadOnly: true, color: 'red' }), record('two')];
    assert.deepEqual(readAccountRecords(JSON.parse(JSON.stringify(records))), records);
  });

  it('reads records of the time when accounts had neither a colour nor a guard', () => {
    const { isReadOnly: _isReadOnly, color: _color, ...old } = record('one');
    assert.deepEqual(readAccountRecords([old]), [record('one')]);
  });

  it('takes no colour that is none, and nothing but true for read-only', () => {
    for (const odd of [null, 0, 'pink', 'charts.red', {}, ['red']]) {
      const [read] = readAccountRecords([{ ...record('one'), color: odd, isReadOnly: odd }]);
      assert.deepEqual(read, record('one'), JSON.stringify(odd));
    }
  });
});

describe('RecordWatch', () => {
  let list: readonly AccountRecord[];
  let watch: RecordWatch;

  beforeEach(() => {
    list = [record('one'), record('two', { isReadOnly: true, color: 'blue' })];
    watch = new RecordWatch(() => list);
  });

  it('tells each change once', () => {
    assert.deepEqual(watch.changes(), []);
    list = [record('one', { isReadOnly: true }), record('two', { isReadOnly: true })];
    assert.deepEqual(watch.changes(), ['one', 'two']);
    assert.deepEqual(watch.changes(), []);
    list = [record('one'), record('two', { isReadOnly: true })];
    assert.deepEqual(watch.changes(), ['one']);
  });

  it('tells of new accounts what they have beyond the usual, and nothing of those that went', () => {
    list = [record('one'), record('three'), record('four', { color: 'red' })];
    assert.deepEqual(watch.changes(), ['four']);
  });
});
