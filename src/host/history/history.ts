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
import { type OperationSummary, summaryOf } from '../../core/change/operationSummary.ts';
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
  /** Of operations that have ended. */
  readonly #summaries = new Map<string, OperationSummary>();

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
  async summaries(accountId: AccountId): Promise<readonly OperationSummary[]> {
    const storage = this.#storageOf(accountId);
    const summaries: OperationSummary[] = [];
    // One after another: each may be of a quarter of a million contacts.
    for (const id of await operationIds(storage)) {
      const summary = await this.#summary(storage, id);
      if (summary) summaries.push(summary);
    }
    return summaries.sort((a, b) => b.time - a.time || (a.operationId < b.operationId ? 1 : -1));
  }

  /** One operation of an account; undefined if the history has it no more, or never had. Rejects as `summaries` does. */
  async summary(accountId: AccountId, operationId: string): Promise<OperationSummary | undefined> {
    const storage = this.#storageOf(accountId);
    const isKept = (await operationIds(storage)).includes(operationId);
    return isKept ? await this.#summary(storage, operationId) : undefined;
  }

  /** Operations with all their contacts, each read when its turn comes; not those that are kept no more. Rejects as `summaries` does. */
  async *records(operations: Iterable<OperationSummary>): AsyncGenerator<OperationRecord> {
    for (const { accountId, operationId } of operations) {
      const record = await this.find(accountId, operationId);
      if (record) yield record;
    }
  }

  /** The same as `summary` with all contacts. */
  async find(
    accountId: AccountId,
    operationId: string | undefined,
  ): Promise<OperationRecord | undefined> {
    if (operationId === undefined) return undefined;
    const storage = this.#storageOf(accountId);
    const isKept = (await operationIds(storage)).includes(operationId);
    return isKept ? await readOperation(storage, operationId) : undefined;
  }

  /** Whether a process, of whatever window, is carrying the operation out or settling it just now. */
  isRunning({ isFinished, holders, operationId }: Omit<OperationRecord, 'items'>): boolean {
    return !isFinished && holders.some((one) => this.#isHeldBy(one, operationId));
  }

  /**
   * Does `work` about an operation that was interrupted, unless another window does or did. It gets the operation as it
   * is by now, and returns whether that is settled; if not, it is asked about again. Rejects as `work` does.
   */
  async settle(
    { accountId, operationId }: Omit<OperationRecord, 'items'>,
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
    this.#summaries.clear();
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
        const summary = await this.#summary(storage, operationId);
        if (summary && this.isRunning(summary)) continue;
        await storage.remove(journalFile(operationId));
        this.#summaries.delete(operationId);
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

  async #summary(storage: Storage, id: string): Promise<OperationSummary | undefined> {
    const known = this.#summaries.get(id);
    if (known) return known;
    const record = await readOperation(storage, id);
    const summary = record && (await summaryOf(record));
    if (summary?.isFinished) this.#summaries.set(id, summary);
    return summary;
  }
}

async function readOperation(storage: Storage, id: string): Promise<OperationRecord | undefined> {
  return await readLongRecord(id, (await storage.read(journalFile(id))) ?? '');
}

async function operationIds(storage: Storage): Promise<readonly string[]> {
  return (await storage.list()).flatMap((file) => operationIdOf(file) ?? []);
}
