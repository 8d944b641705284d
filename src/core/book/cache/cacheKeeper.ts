import type { AccountId } from '../../accountId.ts';
import { errorName } from '../../errorName.ts';
import type { Clock, Logger } from '../../ports.ts';
import type { Subscription } from '../listeners.ts';
import type { BookSearch, TakeKept } from '../search/bookSearch.ts';
import type { CacheFile } from './cacheFile.ts';
import { cachePieces } from './cacheFormat.ts';
import { readCache } from './readCache.ts';

/** A cache is written no more often than so (ms), for each hundred thousand contacts begun. */
const pauseMs = 30_000;
const contactsAPause = 100_000;

interface CacheKeeperParts {
  readonly accountId: AccountId;
  readonly search: BookSearch;
  readonly file: CacheFile;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Keeps what is known of an account in a file: hands it to the search before the first scan, and writes it when all
 * contacts were read, and when some were written since. Whatever goes wrong with the file is logged, and all goes on
 * without it.
 */
export class CacheKeeper {
  readonly #parts: CacheKeeperParts;
  readonly #stop = new AbortController();
  readonly #subscription: Subscription;
  #written = 0;
  #writing: Promise<void> | undefined;

  constructor(parts: CacheKeeperParts) {
    this.#parts = parts;
    parts.search.restoreFrom((take, signal) => this.#restore(take, signal));
    this.#subscription = parts.search.onDidChange(() => this.#keepUp());
    this.#keepUp();
  }

  /** From then on nothing more is written; what is being written is dropped. */
  dispose(): void {
    this.#subscription.dispose();
    this.#parts.search.restoreFrom(undefined);
    this.#stop.abort(new Error('the cache is not kept any more'));
  }

  get #isOutdated(): boolean {
    const { search } = this.#parts;
    return search.isComplete && search.edition !== this.#written && !this.#stop.signal.aborted;
  }

  #keepUp(): void {
    if (this.#isOutdated) this.#writing ??= this.#writeWhileOutdated();
  }

  async #writeWhileOutdated(): Promise<void> {
    const { search, clock } = this.#parts;
    const { signal } = this.#stop;
    try {
      while (this.#isOutdated) {
        await this.#write();
        const pauses = Math.ceil((search.index.size + 1) / contactsAPause);
        await clock.sleep(pauses * pauseMs, signal);
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      this.#writing = undefined;
    }
  }

  async #write(): Promise<void> {
    const { accountId, search, file, clock, logger } = this.#parts;
    const { signal } = this.#stop;
    const began = clock.now();
    // One that fails is tried again with the next change.
    this.#written = search.edition;
    try {
      await file.write(cachePieces({ accountId, at: search.last?.at ?? 0 }, search.index), signal);
      const ms = clock.now() - began;
      logger.info('Cache written', { account: accountId, contacts: search.index.size, ms });
    } catch (error) {
      if (signal.aborted) return;
      logger.warn('The cache could not be written', {
        account: accountId,
        reason: reasonOf(error),
      });
    }
  }

  async #restore(take: TakeKept, signal: AbortSignal): Promise<number | undefined> {
    const { accountId, file, clock, logger } = this.#parts;
    const began = clock.now();
    try {
      const opened = await file.open();
      if (!opened) return undefined;
      try {
        const reading = await readCache(opened, { accountId, signal, take });
        if ('damage' in reading) {
          await this.#throwAway(reading.damage);
          return undefined;
        }
        const { contacts, at } = reading;
        logger.info('Cache read', { account: accountId, contacts, ms: clock.now() - began });
        return at;
      } finally {
        await opened.close();
      }
    } catch (error) {
      signal.throwIfAborted();
      await this.#throwAway(reasonOf(error));
      return undefined;
    }
  }

  async #throwAway(reason: string): Promise<void> {
    const { accountId: account, file, logger } = this.#parts;
    logger.warn('The cache cannot be used and is thrown away', { account, reason });
    try {
      await file.remove();
    } catch (error) {
      logger.warn('The cache could not be removed', { account, reason: reasonOf(error) });
    }
  }
}

/** What a log may have of the failure: the system's code. */
function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : errorName(error);
}
