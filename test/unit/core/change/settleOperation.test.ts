import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { ChangeItem } from '../../../../src/core/change/changeSet.ts';
import { journalFile } from '../../../../src/core/change/journal.ts';
import { encodeLine, type JournalLine } from '../../../../src/core/change/journalLine.ts';
import { type OperationRecord, readRecord } from '../../../../src/core/change/operationRecord.ts';
import { planRest } from '../../../../src/core/change/planRest.ts';
import { planUndo } from '../../../../src/core/change/planUndo.ts';
import { settleOperation } from '../../../../src/core/change/settleOperation.ts';
import type { Storage } from '../../../../src/core/ports.ts';
import { memoryStorage } from '../../../support/memoryStorage.ts';
import { accountId, card, inWorld, type WriteWorld } from './writeWorld.ts';

const operationId = 'op';
const file = journalFile(operationId);
const deadPid = 1;

/** What a window leaves that ended after its first request had gone out. */
const unfinished = [
  { kind: 'begin', accountId, operation: 'save', time: 5, pid: deadPid },
  { kind: 'item', id: '1', before: card('1'), after: card('1', { name: 'New name' }) },
  { kind: 'ready' },
  { kind: 'sending', ids: ['1'] },
] as const satisfies readonly JournalLine[];

const textOf = (lines: readonly JournalLine[]) => lines.map(encodeLine).join('');

function left(text = textOf(unfinished)) {
  const storage = memoryStorage();
  storage.files.set(file, text);
  return storage;
}

/** A window of the process `pid`, which knows which processes are there. */
function settle(
  storage: Storage,
  pid: number,
  work: (record: OperationRecord) => Promise<boolean>,
  living: readonly number[] = [2, 3, 4],
) {
  const settler = {
    claim: { claim: `claim-${pid}`, pid, time: 10 },
    isHeldBy: (holder: { readonly pid: number }) => living.includes(holder.pid),
    now: () => 20,
  };
  return settleOperation(storage, operationId, settler, work);
}

function recordIn(storage: { readonly files: ReadonlyMap<string, string> }) {
  const record = readRecord(operationId, storage.files.get(file) ?? '');
  assert.ok(record);
  return record;
}

const never = async (): Promise<boolean> => assert.fail('it is another one who may');

describe('settling what was interrupted', () => {
  it('finishes it, and is not done twice', async () => {
    const storage = left();
    const settled = await settle(storage, 2, async ({ items }) => items.length === 1);
    assert.equal(settled, 'settled');
    assert.ok(recordIn(storage).isFinished);
    assert.equal(await settle(storage, 3, never), 'settledBefore');
  });

  it('leaves it to the window that was first, however their steps mix', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
        async (scheduler, works) => {
          const storage = left();
          const slow: Storage = {
            ...storage,
            append: scheduler.scheduleFunction(storage.append),
            read: scheduler.scheduleFunction(storage.read),
          };
          let atWork = 0;
          const windows = works.map(async (isSettled, index) => {
            return await settle(slow, index + 2, async () => {
              atWork += 1;
              assert.equal(atWork, 1, 'one at a time');
              await scheduler.schedule(Promise.resolve());
              atWork -= 1;
              return isSettled;
            });
          });
          await scheduler.waitFor(Promise.all(windows));
          const ends = await Promise.all(windows);
          const settled = ends.filter((end) => end === 'settled').length;
          assert.ok(settled <= 1, ends.join());
          const { isFinished, holders } = recordIn(storage);
          assert.equal(isFinished, settled === 1, ends.join());
          if (!isFinished) assert.equal(holders.length, 1, 'nobody keeps it from being settled');
          if (works.every(Boolean)) assert.equal(settled, 1, ends.join());
        },
      ),
      { numRuns: 300 },
    );
  });

  it('waits for who began it, if that process is still there', async () => {
    const storage = left();
    assert.equal(await settle(storage, 3, never, [deadPid, 3]), 'taken');
    assert.equal(recordIn(storage).holders.length, 1);
  });

  it('takes no notice of claims of processes that have ended', async () => {
    const storage = left();
    // Ends in the midst of it.
    void settle(storage, 2, () => new Promise(() => {}));
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(recordIn(storage).holders.length, 2);
    assert.equal(await settle(storage, 3, never), 'taken');
    assert.equal(await settle(storage, 3, async () => true, [3]), 'settled');
  });

  it('can be tried again by anybody if it did not come about', async () => {
    const storage = left();
    assert.equal(await settle(storage, 2, async () => false), 'open');
    await assert.rejects(
      settle(storage, 3, async () => {
        throw new Error('no network');
      }),
      /no network/,
    );
    assert.equal(recordIn(storage).isFinished, false);
    assert.equal(await settle(storage, 4, async () => true), 'settled');
  });

  it('makes no file anew that was erased meanwhile', async () => {
    const storage = left();
    storage.files.clear();
    assert.equal(await settle(storage, 2, never), 'gone');
    assert.deepEqual([...storage.files], []);

    const erasing = left();
    erasing.beforeAppend = async () => erasing.files.clear();
    assert.equal(await settle(erasing, 2, never), 'gone');
    assert.deepEqual([...erasing.files], []);

    const erased = left();
    const end = await settle(erased, 2, async () => {
      erased.files.clear();
      return true;
    });
    assert.equal(end, 'settled');
    assert.deepEqual([...erased.files], []);
  });

  it('reads files wherever their writing was cut off, with claims and without marks', async () => {
    const claim = { kind: 'claim', claim: 'a', pid: deadPid, mark: 'boot/1', time: 6 } as const;
    const text = textOf([...unfinished, claim, { kind: 'release', claim: 'a' }, claim]);
    const ready = textOf(unfinished.slice(0, 3)).length;
    for (let length = ready; length <= text.length; length += 1) {
      const storage = left(text.slice(0, length));
      assert.equal(await settle(storage, 2, async () => false), 'open', `${length}`);
      assert.equal(await settle(storage, 3, async () => true), 'settled', `${length}`);
      const { isFinished, items } = recordIn(storage);
      assert.ok(isFinished, `${length}`);
      assert.equal(items.length, 1, `${length}`);
    }
  });
});

describe('two windows at once', () => {
  const all = ['1', '2', '3'].map((id) => card(id));
  const items: readonly ChangeItem[] = [
    { id: '1', before: card('1'), after: card('1', { name: 'New name' }) },
    { id: '2', before: card('2') },
    { id: '4', after: card('4') },
  ];

  /** What was done, and was to be done; the second window has a record as old as the first. */
  async function cutOff(world: WriteWorld): Promise<OperationRecord> {
    await world.putAndRead(...all);
    await world.apply({ accountId, operation: 'upsertFile', items });
    const [[name = '', text = ''] = []] = world.storage.files;
    const cut = text.slice(0, text.indexOf('{"kind":"outcome"'));
    world.storage.files.clear();
    world.storage.files.set(file, cut);
    assert.ok(name.endsWith('.ndjson'));
    await world.put(card('1'), card('2'));
    await world.remove('4');
    const record = readRecord(operationId, cut);
    assert.ok(record);
    return record;
  }

  it('send the rest of an operation once', () =>
    inWorld({}, async (world) => {
      await cutOff(world);
      const before = await world.requests();
      const goOn = async (record: OperationRecord) => {
        await world.apply(planRest(record));
        return true;
      };
      const ends = await Promise.all([
        settle(world.storage, 2, goOn),
        settle(world.storage, 3, goOn),
      ]);
      assert.deepEqual(ends.toSorted(), ['settled', 'taken']);
      const after = await world.requests();
      const sent = (route: string) => (after[route] ?? 0) - (before[route] ?? 0);
      assert.equal(sent('POST /contacts'), 1);
      assert.equal(sent('DELETE /contacts/{id}'), 1);
      assert.deepEqual([...(await world.held()).keys()], ['1', '3', '4']);
    }));

  it('take back a finished operation, and the second one does no harm', () =>
    inWorld({}, async (world) => {
      await world.putAndRead(...all);
      const original = await world.held();
      await world.apply({ accountId, operation: 'upsertFile', items });
      const [[name = '', text = ''] = []] = world.storage.files;
      const record = readRecord(name.replace('.ndjson', ''), text);
      assert.ok(record?.isFinished);
      const undo = () => world.apply(planUndo(record));
      const both = await Promise.all([undo(), undo()]);
      for (const { id, kind } of both.flat()) {
        assert.ok(kind === 'done' || kind === 'notFound', `${id}: ${kind}`);
      }
      assert.deepEqual(await world.held(), original);
      // Long after, when somebody has gone on with one of them.
      await world.put(card('1', { name: 'Theirs' }));
      const kinds = new Map((await undo()).map(({ id, kind }) => [id, kind]));
      assert.equal(kinds.get('1'), 'conflict');
      assert.deepEqual((await world.held()).get('1'), card('1', { name: 'Theirs' }));
    }));
});
