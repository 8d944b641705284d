import * as vscode from 'vscode';
import { CacheKeeper } from '../../core/book/cache/cacheKeeper.ts';
import type { Clock, Logger } from '../../core/ports.ts';
import type { Settings } from '../settings.ts';
import { toUserError } from '../ui/userError.ts';
import type { AccountSession } from './accountSession.ts';
import type { Accounts } from './accounts.ts';
import type { CacheFolder } from './cacheFolder.ts';
import { SessionWatch } from './sessionWatch.ts';

interface CacheWatchParts {
  readonly accounts: Accounts;
  readonly caches: CacheFolder;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Keeps the contacts of each session in the cache while `wazzup.cacheOnDisk` is on, and nothing on disk while it is off.
 * The demo, which begins anew each time, is never kept.
 */
export class CacheWatch implements vscode.Disposable {
  readonly #parts: CacheWatchParts;
  /** The sessions that can be kept, with who keeps them now. */
  readonly #keepers = new Map<AccountSession, CacheKeeper | undefined>();
  readonly #registrations: vscode.Disposable;

  constructor(parts: CacheWatchParts) {
    this.#parts = parts;
    const sessions = new SessionWatch<AccountSession>(parts.accounts, (session) =>
      this.#watch(session),
    );
    this.#registrations = vscode.Disposable.from(
      sessions,
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('wazzup.cacheOnDisk')) this.#turn();
      }),
    );
    this.#tidy();
  }

  dispose(): void {
    this.#registrations.dispose();
  }

  #watch(session: AccountSession): { dispose(): void } {
    const { accounts, settings } = this.#parts;
    if (accounts.find(session.accountId)?.isDemo) return { dispose: () => {} };
    this.#keepers.set(session, settings.cacheOnDisk ? this.#keep(session) : undefined);
    return {
      dispose: () => {
        this.#keepers.get(session)?.dispose();
        this.#keepers.delete(session);
      },
    };
  }

  #keep({ accountId, book }: AccountSession): CacheKeeper {
    const { caches, clock, logger } = this.#parts;
    const file = caches.fileOf(accountId);
    return new CacheKeeper({ accountId, search: book.search, file, clock, logger });
  }

  /** The setting was switched. */
  #turn(): void {
    const { cacheOnDisk } = this.#parts.settings;
    for (const [session, keeper] of this.#keepers) {
      if (cacheOnDisk) {
        this.#keepers.set(session, keeper ?? this.#keep(session));
      } else {
        keeper?.dispose();
        this.#keepers.set(session, undefined);
      }
    }
    this.#tidy();
  }

  #tidy(): void {
    const { accounts, caches, settings, logger } = this.#parts;
    const tidying = settings.cacheOnDisk
      ? caches.tidy(accounts.list().map(({ id }) => id))
      : caches.eraseAll();
    tidying.catch((error: unknown) => toUserError(error, logger));
  }
}
