import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type AccountId, readAccountId } from '../../core/accountId.ts';
import type { ContactPage } from '../../core/api/readRoutes.ts';
import type { Clock, Logger } from '../../core/ports.ts';
import type { Settings } from '../settings.ts';
import { toUserError, UserError } from '../ui/userError.ts';
import type { AccountChange, AccountRecord } from './accountRecord.ts';
import type { AccountSession } from './accountSession.ts';
import type { AccountStore } from './accountStore.ts';
import type { CacheFolder } from './cacheFolder.ts';
import { firstPage, notConnected, usableBaseUrl, usableKey } from './connecting.ts';
import type { DemoServer } from './demoServer.ts';
import type { KeyStore } from './keyStore.ts';
import { newAccountId } from './newAccountId.ts';
import { newSession } from './newSession.ts';
import { RecordWatch } from './recordWatch.ts';

const demoId = readAccountId('demo');

interface AccountParts {
  readonly store: AccountStore;
  readonly keys: KeyStore;
  readonly caches: CacheFolder;
  readonly demo: DemoServer;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The connected accounts: connecting, signing in again, disconnecting, and the session of each. */
export class Accounts implements vscode.Disposable {
  readonly #parts: AccountParts;
  readonly #sessions = new Map<AccountId, Promise<AccountSession>>();
  readonly #opened = new Map<AccountId, AccountSession>();
  readonly #connecting = new Map<string, Promise<AccountId>>();
  readonly #keyless = new Set<string>();
  readonly #records: RecordWatch;
  readonly #changed = new vscode.EventEmitter<AccountId | undefined>();
  readonly #openedOne = new vscode.EventEmitter<AccountSession>();
  readonly #watches: vscode.Disposable;

  /** Fires with each session that begins. */
  readonly onDidOpen = this.#openedOne.event;

  /** Fires with the account that changed, or undefined when the list did. */
  readonly onDidChange = this.#changed.event;

  constructor(parts: AccountParts) {
    this.#parts = parts;
    this.#records = new RecordWatch(() => this.list());
    this.#watches = vscode.Disposable.from(
      parts.keys.onDidChange((id) => {
        this.#keyChanged(id).catch((error: unknown) => toUserError(error, parts.logger));
      }),
      // VS Code hands the list over to other windows without a word.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.lookForChanges();
      }),
    );
  }

  list(): readonly AccountRecord[] {
    return this.#parts.store.list();
  }

  find(id: AccountId): AccountRecord | undefined {
    return this.#parts.store.find(id);
  }

  /** Whether nothing of the account may be changed from this computer; asked anew each time, as other windows may say so. */
  isReadOnly(id: AccountId): boolean {
    return this.find(id)?.isReadOnly ?? false;
  }

  /** Makes an account read-only or not, or gives it a colour. Rejects with words if it is not connected any more. */
  async change(id: AccountId, change: AccountChange): Promise<void> {
    if (!this.find(id)) throw notConnected();
    await this.#parts.store.change(id, change);
    if (change.isReadOnly !== undefined) {
      const event = change.isReadOnly ? 'Account made read-only' : 'Account made writable';
      this.#parts.logger.info(event, { account: id });
    }
    this.lookForChanges();
  }

  /** Tells of what was changed about accounts since the last look, by whichever window. */
  lookForChanges(): void {
    for (const id of this.#records.changes()) this.#changed.fire(id);
  }

  /** Whether the account's key has vanished from the secret store. */
  isSignedOut(id: AccountId): boolean {
    return this.#keyless.has(id);
  }

  /** Looks which accounts still have their key; touches the secret store only, not the network. */
  async lookForKeys(): Promise<void> {
    await Promise.all(this.list().map((record) => this.#lookForKey(record)));
  }

  /** The session of an account; rejects with words if it is unknown or signed out. No network, but the demo starts. */
  async open(id: AccountId): Promise<AccountSession> {
    const record = this.find(id);
    if (!record) throw notConnected();
    const running = this.#sessions.get(id) ?? this.#openSession(record);
    this.#sessions.set(id, running);
    try {
      return await running;
    } catch (error) {
      if (this.#sessions.get(id) === running) this.#sessions.delete(id);
      throw error;
    }
  }

  /** The session of an account that was opened before. */
  opened(id: AccountId): AccountSession | undefined {
    return this.#opened.get(id);
  }

  /**
   * Checks the key by reading the first page of contacts, which becomes the first page of the tree, and
   * remembers the account. The same key again is the same account. Rejects with the reason in words.
   */
  async connect(name: string, pastedKey: string, signal: AbortSignal): Promise<AccountId> {
    const baseUrl = usableBaseUrl(this.#parts.settings);
    const key = usableKey(pastedKey);
    const existing = await this.#accountWith(key, baseUrl);
    if (existing) return existing;
    // Asked for twice at the same time it is one account all the same.
    const address = `${baseUrl} ${key}`;
    const connecting =
      this.#connecting.get(address) ?? this.#connectNew(name, key, baseUrl, signal);
    this.#connecting.set(address, connecting);
    try {
      return await connecting;
    } finally {
      this.#connecting.delete(address);
    }
  }

  async #connectNew(
    name: string,
    key: string,
    baseUrl: string,
    signal: AbortSignal,
  ): Promise<AccountId> {
    const id = newAccountId();
    const session = this.#newSession(id, baseUrl, () => Promise.resolve(key));
    const page = await firstPage(session, signal);
    await this.#parts.keys.set(id, key);
    await this.#parts.store.add({ id, name: name.trim() || id, baseUrl });
    this.#adopt(
      this.#newSession(id, baseUrl, () => this.#parts.keys.get(id)),
      page,
    );
    this.#parts.logger.info('Account connected', { account: id, count: page.count });
    this.#changed.fire(undefined);
    return id;
  }

  /** Checks and stores another key for an account; what was read with the old one is forgotten. */
  async replaceKey(id: AccountId, pastedKey: string, signal: AbortSignal): Promise<void> {
    const record = this.find(id);
    if (!record || record.isDemo) {
      throw new UserError(l10n.t('This account has no key that could be replaced.'));
    }
    const key = usableKey(pastedKey);
    const owner = await this.#accountWith(key, record.baseUrl);
    if (owner !== undefined && owner !== id) {
      throw new UserError(
        l10n.t(
          'This is the key of "{0}", which is connected already.',
          this.find(owner)?.name ?? '',
        ),
      );
    }
    const trial = this.#newSession(id, record.baseUrl, () => Promise.resolve(key));
    const page = await firstPage(trial, signal);
    // First, so that the news of the stored key finds nothing to do.
    this.#keyless.delete(id);
    await this.#parts.keys.set(id, key);
    this.#adopt(
      this.#newSession(id, record.baseUrl, () => this.#parts.keys.get(id)),
      page,
    );
    // The other key may open another account. Whoever looks into the new session waits for this.
    const erased = this.#parts.caches.erase(id);
    this.#parts.logger.info('Key replaced', { account: id });
    this.#changed.fire(id);
    await erased;
  }

  /** Forgets the account and its key on this computer. Nothing changes in Wazzup. */
  async disconnect(id: AccountId): Promise<void> {
    const record = this.find(id);
    await this.#parts.store.remove(id);
    await this.#parts.keys.delete(id);
    this.#sessions.delete(id);
    this.#opened.delete(id);
    this.#keyless.delete(id);
    if (record?.isDemo) await this.#parts.demo.stop();
    this.#parts.logger.info('Account disconnected', { account: id });
    this.#changed.fire(undefined);
    await this.#parts.caches.erase(id);
  }

  /** The demo account; made when there is none yet. */
  async tryDemo(): Promise<AccountId> {
    if (!demoId) throw new Error('the id of the demo account is well formed');
    if (!this.find(demoId)) {
      await this.#parts.store.add({ id: demoId, name: l10n.t('Demo'), isDemo: true });
    }
    await this.open(demoId);
    this.#changed.fire(undefined);
    return demoId;
  }

  dispose(): void {
    this.#watches.dispose();
    this.#openedOne.dispose();
    this.#changed.dispose();
  }

  async #openSession(record: AccountRecord): Promise<AccountSession> {
    if (record.isDemo) {
      const { url, key } = await this.#parts.demo.start();
      return this.#keep(this.#newSession(record.id, url, () => Promise.resolve(key)));
    }
    if (!(await this.#lookForKey(record))) {
      throw new UserError(
        l10n.t(
          'The API key of "{0}" is not in the secret store any more. Sign in again.',
          record.name,
        ),
      );
    }
    return this.#keep(
      this.#newSession(record.id, record.baseUrl, () => this.#parts.keys.get(record.id)),
    );
  }

  #newSession(
    accountId: AccountId,
    baseUrl: string,
    key: () => Promise<string | undefined>,
  ): AccountSession {
    const isReadOnly = () => this.isReadOnly(accountId);
    return newSession({ ...this.#parts, accountId, baseUrl, key, isReadOnly });
  }

  #adopt(session: AccountSession, firstPage: ContactPage): void {
    session.book.adoptPage(0, firstPage);
    this.#sessions.set(session.accountId, Promise.resolve(this.#keep(session)));
  }

  #keep(session: AccountSession): AccountSession {
    this.#opened.set(session.accountId, session);
    this.#openedOne.fire(session);
    return session;
  }

  /** A key was stored or deleted, perhaps by another window, which may have connected or disconnected the account. */
  async #keyChanged(id: string): Promise<void> {
    const record = this.list().find((account) => account.id === id);
    if (record) {
      await this.#lookForKey(record);
      return;
    }
    const gone = readAccountId(id);
    if (gone) {
      this.#sessions.delete(gone);
      this.#opened.delete(gone);
    }
    this.#changed.fire(undefined);
    if (gone) await this.#parts.caches.erase(gone);
  }

  async #lookForKey(record: AccountRecord): Promise<boolean> {
    const present = record.isDemo || (await this.#parts.keys.get(record.id)) !== undefined;
    if (present === !this.#keyless.has(record.id)) return present;
    if (present) {
      this.#keyless.delete(record.id);
    } else {
      this.#keyless.add(record.id);
      this.#parts.logger.warn('Key is missing', { account: record.id });
    }
    this.#changed.fire(record.id);
    return present;
  }

  async #accountWith(key: string, baseUrl: string): Promise<AccountId | undefined> {
    for (const record of this.list()) {
      if (record.baseUrl === baseUrl && (await this.#parts.keys.get(record.id)) === key) {
        return record.id;
      }
    }
    return undefined;
  }
}
