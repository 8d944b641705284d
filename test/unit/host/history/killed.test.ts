import assert from 'node:assert/strict';
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { after, before, describe, it } from 'mocha';
import { readAccountId } from '../../../../src/core/accountId.ts';
import type { ChangeItem, Operation } from '../../../../src/core/change/changeSet.ts';
import { operationIdOf } from '../../../../src/core/change/journal.ts';
import { type OperationRecord, readRecord } from '../../../../src/core/change/operationRecord.ts';
import { planRest } from '../../../../src/core/change/planRest.ts';
import { planUndo } from '../../../../src/core/change/planUndo.ts';
import type { Contact } from '../../../../src/core/contact/contact.ts';
import { journalFolder } from '../../../../src/host/history/journalFolder.ts';
import { isAlive } from '../../../../src/host/history/processMark.ts';
import { randomFrom } from '../../../../src/sandbox/random.ts';
import { type Sandbox, startSandbox } from '../../../support/sandboxProcess.ts';
import { createTempFolder } from '../../../support/tempFolder.ts';
import { card, cards } from '../../core/change/writeWorld.ts';
import { openClient } from './historyClient.ts';

const kills = 100;

/** To see the same moments again, as far as the machine's own pace allows. */
const seedVariable = 'WAZZUP_TEST_SEED';
const seed = Number(process.env[seedVariable] ?? Date.now() % 1_000_000);

/** A change set that is killed again and again in the midst of being applied. */
interface Work {
  readonly name: string;
  readonly operation: Operation;
  readonly all: readonly Contact[];
  readonly items: readonly ChangeItem[];
  /** Checks what has to hold at each moment. */
  readonly check?: (now: Held) => void;
}

const all = cards(330);
/** 210 changed, 110 deleted, 30 created: five requests that write. */
const large: Work = {
  name: 'a large write',
  operation: 'upsertFile',
  all,
  items: [
    ...all.slice(0, 210).map((one) => ({
      id: one.id,
      before: one,
      after: card(one.id, { name: 'New name' }),
    })),
    ...all.slice(210, 320).map((one) => ({ id: one.id, before: one })),
    ...Array.from({ length: 30 }, (_, n) => ({ id: `new-${n}`, after: card(`new-${n}`) })),
  ],
};

const kept = card('kept');
const others = cards(19).map(({ id }, n) =>
  card(id, { contactData: [{ chatType: 'vk', chatId: `${n}` }] }),
);
const merged = card('kept', { contactData: [kept, ...others].flatMap((one) => one.contactData) });
/** One changed, 19 deleted once it was read back. */
const merge: Work = {
  name: 'a merge',
  operation: 'merge',
  all: [...others, kept, card('bystander')],
  items: [
    { id: 'kept', before: kept, after: merged },
    ...others.map((before) => ({ id: before.id, before })),
  ],
  check(now) {
    const isGone = others.some(({ id }) => !now.has(id));
    if (isGone) assert.deepEqual(now.get('kept'), merged, 'what was deleted is in the kept card');
  },
};

type Held = ReadonlyMap<string, unknown>;

interface Writer {
  readonly child: ChildProcessByStdio<Writable, Readable, null>;
  readonly lines: Interface;
  readonly folder: string;
}

for (const work of [large, merge]) {
  describe(`a process that is killed in the midst of ${work.name}`, () => killAgainAndAgain(work));
}

function killAgainAndAgain({ operation, all, items, check }: Work): void {
  const original: Held = new Map(all.map((contact) => [contact.id, contact]));
  const touched = new Set(items.map(({ id }) => id));
  const bystanders = all.filter(({ id }) => !touched.has(id));
  const wanted: Held = new Map(
    [...bystanders, ...items.flatMap(({ after }) => after ?? [])].map((one) => [one.id, one]),
  );
  const temp = createTempFolder();
  const workFile = path.join(temp.path, 'work.json');
  let sandbox: Sandbox;

  before(async () => {
    const accountId = readAccountId('account-1');
    assert.ok(accountId);
    const changeSet = { accountId, operation, items };
    await writeFile(workFile, JSON.stringify({ listed: all, changeSet }));
    const load = path.join(temp.path, 'all.json');
    await writeFile(load, JSON.stringify(all));
    // Answers that wait let more of the moments fall between a request and its answer.
    sandbox = await startSandbox(['--load', load, '--latency', '3', '--rate', '1000000/5']);
  });

  after(async () => {
    await sandbox?.stop();
    temp.remove();
  });

  it(`finds the truth at its next start, and finishes or takes back, ${kills} times`, async function () {
    this.timeout(300_000);
    const random = randomFrom(seed);
    let next = await start(0);
    const runs = await timeOfRuns(next);
    next = await start(1);
    let interrupted = 0;
    for (let run = 1; run <= kills; run += 1) {
      const { child, folder } = next;
      const goesOn = run % 2 === 0;
      await sandbox.control('POST', 'reset');
      const ended = once(child, 'exit');
      child.stdin.write('go');
      await wait(random.next() * runs);
      child.kill('SIGKILL');
      await ended;
      const starting = start(run + 1);
      try {
        if (await recover(folder, goesOn, child.pid ?? 0)) interrupted += 1;
      } catch (error) {
        throw new Error(`${seedVariable}=${seed}, kill ${run} (${goesOn ? 'continue' : 'undo'})`, {
          cause: error,
        });
      } finally {
        next = await starting;
      }
    }
    next.child.kill('SIGKILL');
    // Else the moments would prove nothing.
    assert.ok(interrupted >= kills / 10, `${interrupted} were killed in the midst of it`);
  });

  /** A process that is about to write. */
  async function start(run: number): Promise<Writer> {
    const folder = path.join(temp.path, `history-${run}`);
    const { url, key } = sandbox;
    const program = path.resolve('out/test/unit/host/history/bulkWrite.program.js');
    const child = spawn(
      process.execPath,
      [program, JSON.stringify({ url, key, folder, workFile })],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    // Killed with its input still on the way.
    child.stdin.on('error', () => {});
    const lines = createInterface({ input: child.stdout });
    const [line] = await once(lines, 'line');
    assert.equal(line, 'ready');
    return { child, lines, folder };
  }

  /** How long it takes when nobody kills it, in ms. */
  async function timeOfRuns({ child, lines, folder }: Writer): Promise<number> {
    const begin = performance.now();
    child.stdin.write('go');
    const [line] = await once(lines, 'line');
    const ms = performance.now() - begin;
    assert.equal(line, 'done');
    assert.deepEqual(await held(), wanted);
    const [record] = await recordsIn(folder);
    assert.ok(record?.isFinished);
    return ms;
  }

  async function held(): Promise<Held> {
    const lines = (await sandbox.control('GET', 'contacts')).split('\n').filter(Boolean);
    return new Map(lines.map((line) => JSON.parse(line)).map((one) => [String(one.id), one]));
  }

  /** Whether it was interrupted after its record was on disk. */
  async function recover(folder: string, goesOn: boolean, pid: number): Promise<boolean> {
    const now = await held();
    check?.(now);
    const [record, ...others] = await recordsIn(folder);
    assert.deepEqual(others, []);
    if (!record) {
      assert.deepEqual(now, original, 'nothing was sent without a record');
      return false;
    }
    checkRecord(record, now);
    assert.deepEqual(
      record.holders.map((holder) => [holder.pid, isAlive(holder)]),
      [[pid, false]],
    );
    const { url, key } = sandbox;
    const client = openClient({ url, key, folder, listed: all });
    const rest = goesOn ? planRest(record) : planUndo(record);
    const outcomes = await client.apply(rest);
    const open = outcomes.filter(({ kind }) => kind !== 'done' && kind !== 'notFound');
    assert.deepEqual(open, []);
    assert.deepEqual(sorted(await held()), sorted(goesOn ? wanted : original));
    return !record.isFinished;
  }

  /** Whether the record tells what is so, as far as it was written. */
  function checkRecord({ items: recorded, isFinished }: OperationRecord, now: Held): void {
    assert.deepEqual(
      recorded.map(({ id, before, after }) => ({ id, before, after })),
      items.map(({ id, before, after }) => ({ id, before, after })),
    );
    for (const { id, state } of recorded) {
      const contact = now.get(id);
      if (state === 'waiting') assert.deepEqual(contact, original.get(id), `${id} was not sent`);
      else if (state === 'done') assert.deepEqual(contact, wanted.get(id), `${id} is done`);
      else assert.equal(state, 'sent', id);
      if (isFinished) assert.equal(state, 'done');
    }
    for (const { id } of bystanders) assert.deepEqual(now.get(id), original.get(id));
  }
}

async function recordsIn(folder: string): Promise<readonly OperationRecord[]> {
  const storage = journalFolder(folder);
  const records = (await storage.list()).map(async (file) =>
    readRecord(operationIdOf(file) ?? '', (await storage.read(file)) ?? ''),
  );
  return (await Promise.all(records)).filter((record) => record !== undefined);
}

function sorted(contacts: Held): readonly unknown[] {
  return [...contacts].sort(([a], [b]) => (a < b ? -1 : 1));
}
