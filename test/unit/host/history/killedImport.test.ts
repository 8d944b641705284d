import assert from 'node:assert/strict';
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { after, before, describe, it } from 'mocha';
import { operationIdOf } from '../../../../src/core/change/journal.ts';
import { type OperationRecord, readRecord } from '../../../../src/core/change/operationRecord.ts';
import { planRest } from '../../../../src/core/change/planRest.ts';
import { planUndo } from '../../../../src/core/change/planUndo.ts';
import { settleOperation } from '../../../../src/core/change/settleOperation.ts';
import { journalFolder } from '../../../../src/host/history/journalFolder.ts';
import { isAlive } from '../../../../src/host/history/processMark.ts';
import { randomFrom } from '../../../../src/sandbox/random.ts';
import { type Sandbox, startSandbox } from '../../../support/sandboxProcess.ts';
import { createTempFolder } from '../../../support/tempFolder.ts';
import { card, cards } from '../../core/change/writeWorld.ts';
import { plannedImport } from '../../core/transfer/import/plannedImport.ts';
import { openClient } from './historyClient.ts';

const kills = 24;
const random = randomFrom(7);

/** 350 contacts: 220 of them are renamed by the file, 10 stand in it as they are, and it has 130 more. */
const all = cards(350);
const renamed = all.slice(0, 220).map((one) => ({ ...one, name: `${one.name} (new)` }));
const created = Array.from({ length: 130 }, (_, n) => card(`new-${n}`));
const table = [
  'id;name;responsibleUserId;chatType1;chatId1',
  ...[...renamed, ...all.slice(220, 230)].map(({ id, name }) => `${id};${name};;;`),
  ...created.map(({ id, name }) => `${id};${name};user-1;whatsapp;79011112233`),
].join('\r\n');
const wanted = sorted([...renamed, ...all.slice(220), ...created]);

interface Importer {
  readonly child: ChildProcessByStdio<Writable, Readable, null>;
  readonly lines: Interface;
  readonly folder: string;
}

describe('an import that is killed in the midst of it', () => {
  const temp = createTempFolder();
  const workFile = path.join(temp.path, 'work.json');
  let sandbox: Sandbox;

  before(async () => {
    await writeFile(workFile, JSON.stringify({ listed: all, table }));
    const load = path.join(temp.path, 'all.json');
    await writeFile(load, JSON.stringify(all));
    sandbox = await startSandbox(['--load', load, '--latency', '3', '--rate', '1000000/5']);
  });

  after(async () => {
    await sandbox?.stop();
    temp.remove();
  });

  it(`is brought to its end by Continue or by the same file once more, and can be taken back, ${kills} times`, async function () {
    this.timeout(300_000);
    const first = await start(0);
    const began = performance.now();
    first.child.stdin.write('go');
    assert.equal((await once(first.lines, 'line'))[0], 'done');
    const runs = performance.now() - began;
    assert.deepEqual(await held(), wanted);
    let interrupted = 0;
    for (let run = 1; run <= kills; run += 1) {
      await sandbox.control('POST', 'reset');
      const { child, folder } = await start(run);
      const ended = once(child, 'exit');
      child.stdin.write('go');
      await wait(random.next() * runs);
      child.kill('SIGKILL');
      await ended;
      if (await isFinished(folder)) continue;
      interrupted += 1;
      const words = `kill ${run}`;
      if (run % 2 === 0) await continueIt(folder);
      else await importAgain(folder);
      assert.deepEqual(await held(), wanted, words);
      await takeBack(folder);
      assert.deepEqual(await held(), sorted(all), words);
    }
    // Else the moments would prove nothing.
    assert.ok(interrupted >= kills / 6, `${interrupted} were killed in the midst of it`);
  });

  async function start(run: number): Promise<Importer> {
    const folder = path.join(temp.path, `history-${run}`);
    const { url, key } = sandbox;
    const program = path.resolve('out/test/unit/host/history/importFile.program.js');
    const child = spawn(
      process.execPath,
      [program, JSON.stringify({ url, key, folder, workFile })],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    // Killed with its input still on the way.
    child.stdin.on('error', () => {});
    const lines = createInterface({ input: child.stdout });
    assert.equal((await once(lines, 'line'))[0], 'ready');
    return { child, lines, folder };
  }

  const client = async (folder: string) => {
    const { url, key } = sandbox;
    return openClient({ url, key, folder, listed: await held() });
  };

  /** Each contact as often as the list has it. */
  async function held(): Promise<readonly { readonly id: string }[]> {
    const lines = (await sandbox.control('GET', 'contacts')).split('\n').filter(Boolean);
    return sorted(lines.map((line) => JSON.parse(line)));
  }

  /** As the offer at the next start does it. */
  async function continueIt(folder: string): Promise<void> {
    const [record] = await recordsIn(folder);
    // Killed before anything could be sent: there is nothing that could be continued.
    if (!record) return await importAgain(folder);
    const { pid } = process;
    const settler = {
      claim: { claim: 'next start', pid, time: Date.now() },
      isHeldBy: isAlive,
      now: Date.now,
    };
    const settlement = await settleOperation(
      journalFolder(folder),
      record.operationId,
      settler,
      async (now) => {
        const rest = planRest(now);
        const done = new Set(now.items.filter(({ state }) => state === 'done').map(({ id }) => id));
        assert.ok(rest.items.every(({ id }) => !done.has(id)));
        const outcomes = await (await client(folder)).apply(rest);
        return outcomes.every(({ kind }) => kind === 'done');
      },
    );
    assert.equal(settlement, 'settled');
  }

  async function importAgain(folder: string): Promise<void> {
    const { changeSet, invalid } = await plannedImport(await held(), table);
    assert.deepEqual(invalid, []);
    const outcomes = await (await client(folder)).apply(changeSet);
    assert.ok(outcomes.every(({ kind }) => kind === 'done'));
  }

  /** All that was done, the last of it first. */
  async function takeBack(folder: string): Promise<void> {
    for (const record of [...(await recordsIn(folder))].reverse()) {
      const outcomes = await (await client(folder)).apply(planUndo(record));
      const open = outcomes.filter(({ kind }) => kind !== 'done' && kind !== 'notFound');
      assert.deepEqual(open, []);
    }
  }
});

async function isFinished(folder: string): Promise<boolean> {
  const [record] = await recordsIn(folder);
  return record?.isFinished ?? false;
}

async function recordsIn(folder: string): Promise<readonly OperationRecord[]> {
  const storage = journalFolder(folder);
  const records = [...(await storage.list())]
    .sort()
    .map(async (file) => readRecord(operationIdOf(file) ?? '', (await storage.read(file)) ?? ''));
  return (await Promise.all(records)).filter((record) => record !== undefined);
}

function sorted<T extends { readonly id: string }>(contacts: readonly T[]): readonly T[] {
  return [...contacts].sort((a, b) => (a.id < b.id ? -1 : 1));
}
