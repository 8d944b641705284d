import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { type AccountId, readAccountId } from '../../core/accountId.ts';
import {
  createJournal,
  type Journal,
  journalFile,
  noJournal,
  operationIdOf,
  operationTimeOf,
} from '../../core/change/journal.ts';
import type { ProcessName } from '../../core/change/journalLine.ts';
import {
  type Holder,
  type OperationRecord,
  readLongRecord,
} from '../../core/change/operationRecord.ts';
import { type Settlement, settleOperation } from '../../core/change/settleOperation.ts';
import type { Clock, Logger, Storage } from '../../core/ports.ts';
import { journalFolder } from './journalFolder.ts';
import { isAlive, processMark } from './processMark.ts';

interface HistoryParts {
  /** Where it is kept: a folder below it for each account. */
  readonly folder: string;
  /** For how many days, asked each time; 0 keeps nothing. */
  readonly retentionDays: () => number;
  readonly clock: Clock;
  readonly logger: Logger;
}

const dayMs = 86_400_000;

/** What was written to the accounts from this computer, on disk. Several windows share it. */
export class History implements vscode.Disposable {
  readonly #parts: HistoryParts;
  readonly #changed = new vscode.EventEmitter<AccountId | undefined>();
  readonly #wrote = new vscode.EventEmitter<void>();
  readonly #process: ProcessName;
  /** Operations that this process began and has not ended, and its claims that it has not given up. */
  readonly #inHand = new Set<string>();
  readonly #finished = new Map<string, OperationRecord>();

  /** Fires with the account in whose history something changed; undefined: any. */
  readonly onDidChange = this.#changed.event;

  /** Fires when this window has written to an account. */
  readonly onDidWrite = this.#wrote.event;

  /** To be written before anything is sent. */
  readonly journal: Journal;

  constructor(parts: HistoryParts) {
    this.#parts = parts;
    const { pid } = process;
    const mark = processMark(pid);
    this.#process = mark === undefined ? { pid } : { pid, mark };
    const files = createJournal({
      storageOf: (accountId) => this.#storageOf(accountId),
      clock: parts.clock,
      logger: parts.logger,
      process: this.#process,
      random: Math.random,
    });
    this.journal = {
      begin: async (changeSet, ready, setAside) => {
        if (!this.isKept) return await noJournal.begin(changeSet, ready, setAside);
        const entry = await files.begin(changeSet, ready, setAside);
        const { operationId = '' } = entry;
        this.#inHand.add(operationId);
        return {
          ...entry,
          end: async (outcomes) => {
            await entry.end(outcomes);
            this.#inHand.delete(operationId);
            this.#changed.fire(changeSet.accountId);
            this.#wrote.fire();
          },
        };
      },
    };
  }

  /** Whether what is written now can be taken back later. */
  get isKept(): boolean {
    return this.#parts.retentionDays() > 0;
  }

  /** The operations of an account, newest first. Rejects with the system's error if they cannot be read. */
  async records(accountId: AccountId): Promise<readonly OperationRecord[]> {
    const storage = this.#storageOf(accountId);
    const ids = await operationIds(storage);
    const records = await Promise.all(ids.map((id) => this.#record(storage, id)));
    return records
      .filter((record) => record !== undefined)
      .sort((a, b) => b.time - a.time || (a.operationId < b.operationId ? 1 : -1));
  }

  /** One operation of an account; undefined if the history has it no more, or never had. Rejects as `records` does. */
  async find(
    accountId: AccountId,
    operationId: string | undefined,
  ): Promise<OperationRecord | undefined> {
    if (operationId === undefined) return undefined;
    const storage = this.#storageOf(accountId);
    const isKept = (await operationIds(storage)).includes(operationId);
    return isKept ? await this.#record(storage, operationId) : undefined;
  }

  /** Whether a process, of whatever window, is carrying the operation out or settling it just now. */
  isRunning(record: OperationRecord): boolean {
    return (
      !record.isFinished && record.holders.some((one) => this.#isHeldBy(one, record.operationId))
    );
  }

  /**
   * Does `work` about an operation that was interrupted, unless another window does or did. It gets the operation as it
   * is by now, and returns whether that is settled; if not, it is asked about again. Rejects as `work` does.
   */
  async settle(
    { accountId, operationId }: OperationRecord,
    work: (record: OperationRecord) => Promise<boolean>,
  ): Promise<Settlement> {
    const now = () => this.#parts.clock.now();
    const claim = randomUUID();
    const settler = {
      claim: { claim, time: now(), ...this.#process },
      isHeldBy: (holder: Holder) => this.#isHeldBy(holder, operationId),
      now,
    };
    this.#inHand.add(claim);
    try {
      return await settleOperation(this.#storageOf(accountId), operationId, settler, work);
    } finally {
      this.#inHand.delete(claim);
      this.#changed.fire(accountId);
    }
  }

  /** Erases the history of one account, or all of it. */
  async erase(accountId?: AccountId): Promise<void> {
    const { folder } = this.#parts;
    await rm(accountId ? path.join(folder, accountId) : folder, { recursive: true, force: true });
    this.#finished.clear();
    this.#changed.fire(accountId);
  }

  /** Erases operations that are older than the setting allows, of disconnected accounts, too. */
  async forgetOld(): Promise<void> {
    const { clock, folder, retentionDays } = this.#parts;
    const oldest = clock.now() - retentionDays() * dayMs;
    for (const name of await journalFolder(folder).list()) {
      const accountId = readAccountId(name);
      if (!accountId) continue;
      const storage = this.#storageOf(accountId);
      for (const operationId of await operationIds(storage)) {
        // Told by its name, so that not every file is read, and one that was cut before its first request goes, too.
        if ((operationTimeOf(operationId) ?? oldest) >= oldest) continue;
        const record = await this.#record(storage, operationId);
        if (record && this.isRunning(record)) continue;
        await storage.remove(journalFile(operationId));
        this.#changed.fire(accountId);
      }
    }
  }

  dispose(): void {
    this.#changed.dispose();
    this.#wrote.dispose();
  }

  #isHeldBy(holder: Holder, operationId: string): boolean {
    // Another process with our number has ended.
    return holder.pid === this.#process.pid
      ? this.#inHand.has(holder.claim ?? operationId)
      : isAlive(holder);
  }

  #storageOf(accountId: AccountId): Storage {
    return journalFolder(path.join(this.#parts.folder, accountId));
  }

  async #record(storage: Storage, id: string): Promise<OperationRecord | undefined> {
    const known = this.#finished.get(id);
    if (known) return known;
    const record = await readLongRecord(id, (await storage.read(journalFile(id))) ?? '');
    if (record?.isFinished) this.#finished.set(id, record);
    return record;
  }
}

async function operationIds(storage: Storage): Promise<readonly string[]> {
  return (await storage.list()).flatMap((file) => operationIdOf(file) ?? []);
}
