import { rm, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { AccountId } from '../../core/accountId.ts';
import { isObject } from '../../core/contact/contact.ts';
import { isAlive } from '../history/processMark.ts';
import { accountOf, CacheOnDisk, namesIn, writerOf } from './cacheOnDisk.ts';

/** The caches of all accounts, in a folder of their own. */
export class CacheFolder {
  readonly #folder: string;
  readonly #files = new Map<AccountId, CacheOnDisk>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The file of an account. */
  fileOf(accountId: AccountId): CacheOnDisk {
    const file = this.#files.get(accountId) ?? new CacheOnDisk(this.#folder, accountId);
    this.#files.set(accountId, file);
    return file;
  }

  /** Removes the cache of an account. What is read or written after this call waits for it. */
  async erase(accountId: AccountId): Promise<void> {
    await this.fileOf(accountId).remove();
  }

  /** Removes all caches, those that are being written included. What is written after this call stays. */
  async eraseAll(): Promise<void> {
    await Promise.all([...this.#files.values()].map((file) => file.remove()));
    await this.tidy([...this.#files.keys()]);
    await rmdir(this.#folder).catch((error: unknown) => {
      const code = isObject(error) ? error['code'] : undefined;
      if (code !== 'ENOENT' && code !== 'ENOTEMPTY') throw error;
    });
  }

  /** Removes what nobody will read: caches of accounts that are not connected, and what a crash left half written. */
  async tidy(connected: readonly AccountId[]): Promise<void> {
    const known: ReadonlySet<string> = new Set(connected);
    for (const name of await namesIn(this.#folder)) {
      const file = path.join(this.#folder, name);
      const isUsed = known.has(accountOf(name)) && !(await isAbandoned(file));
      if (!isUsed) await rm(file, { recursive: true, force: true });
    }
  }
}

async function isAbandoned(file: string): Promise<boolean> {
  const pid = writerOf(path.basename(file));
  if (pid === undefined) return false;
  try {
    return !isAlive({ pid, time: (await stat(file)).mtimeMs });
  } catch {
    // It was written to its end meanwhile.
    return true;
  }
}
