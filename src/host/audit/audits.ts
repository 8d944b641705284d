import * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import { AccountAudit } from '../../core/audit/accountAudit.ts';
import { auditContact } from '../../core/audit/auditContact.ts';
import type { AuditContext } from '../../core/audit/auditRule.ts';
import type { LiveRules } from '../../core/audit/liveProblems.ts';
import type { PhoneFacts } from '../../core/audit/phoneFacts.ts';
import { sharedChat } from '../../core/audit/rules/sharedChat.ts';
import { TimeSlices } from '../../core/book/timeSlices.ts';
import type { Clock, Logger } from '../../core/ports.ts';
import type { AccountSession } from '../accounts/accountSession.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { SessionWatch } from '../accounts/sessionWatch.ts';
import { readWholeList } from '../search/readWholeList.ts';
import type { Settings } from '../settings.ts';
import { isCancellation, toUserError } from '../ui/userError.ts';

/** Changes that come this soon (ms) after one another are looked at together. */
const pauseMs = 200;

interface AuditsParts {
  readonly accounts: Accounts;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly logger: Logger;
}

const sharedProblem = { rule: sharedChat.id, severity: sharedChat.severity };

/** How far a check is: contacts looked at. */
export type CheckProgress = (checked: number) => void;

/** What was found in the accounts that were checked. Brought up to date after our own writes, without requests. */
export class Audits implements vscode.Disposable {
  readonly #parts: AuditsParts;
  readonly #sessions = new Set<AccountSession>();
  readonly #checked = new Map<AccountId, AccountAudit>();
  readonly #updating = new Map<AccountId, Promise<void>>();
  readonly #stop = new AbortController();
  readonly #changed = new vscode.EventEmitter<AccountId>();
  readonly #rulesChanged = new vscode.EventEmitter<void>();
  readonly #registrations: vscode.Disposable;
  #loading: Promise<PhoneFacts> | undefined;
  #phones: PhoneFacts | undefined;

  /** Fires with the account for which something else is found now. */
  readonly onDidChange = this.#changed.event;
  /** Fires when other rules are in force, or can be looked at for the first time. */
  readonly onDidChangeRules = this.#rulesChanged.event;

  constructor(parts: AuditsParts) {
    this.#parts = parts;
    const sessions = new SessionWatch(parts.accounts, (session) => {
      const { accountId, book, users } = session;
      this.#sessions.add(session);
      this.#searchBy(session);
      const watches = [
        book.search.onDidChange(() => this.#outdated(accountId)),
        users.onDidChange(() => {
          this.#searchBy(session);
          this.#checkAnew(accountId);
        }),
      ];
      return {
        dispose: () => {
          this.#sessions.delete(session);
          for (const watch of watches) watch.dispose();
          if (this.#checked.delete(accountId)) this.#changed.fire(accountId);
        },
      };
    });
    this.#registrations = vscode.Disposable.from(
      sessions,
      this.#changed,
      this.#rulesChanged,
      vscode.workspace.onDidChangeConfiguration((change) => {
        const names = ['wazzup.audit', 'wazzup.defaultCountry'];
        if (!names.some((name) => change.affectsConfiguration(name))) return;
        for (const session of this.#sessions) this.#searchBy(session);
        for (const accountId of this.#checked.keys()) this.#checkAnew(accountId);
        this.#rulesChanged.fire();
      }),
    );
  }

  dispose(): void {
    this.#stop.abort(new vscode.CancellationError());
    this.#registrations.dispose();
  }

  /** What was found in an account; undefined before its first check. */
  of(accountId: AccountId): AccountAudit | undefined {
    return this.#checked.get(accountId);
  }

  /**
   * Reads the whole account, unless that was done lately, and looks at each contact. Rejects with words where not all can
   * be read, for then nobody knows what is missing.
   */
  async check(
    session: AccountSession,
    signal: AbortSignal,
    onProgress: CheckProgress,
  ): Promise<AccountAudit> {
    const { accountId, book, users } = session;
    await readWholeList(session, this.#parts.clock, signal);
    await users.users({ signal });
    await this.load();
    const audit = new AccountAudit(this.#contextOf(session), book.search.index);
    const slices = new TimeSlices(signal);
    while (audit.isOutdated) await audit.update(slices, onProgress);
    this.#checked.set(accountId, audit);
    book.search.index.problems.tellShared(sharedProblem, await audit.sharing(slices));
    this.#changed.fire(accountId);
    return audit;
  }

  /** When the rules can be looked at: they know the phone numbers of the world, which are not loaded before they are needed. */
  async load(): Promise<void> {
    this.#loading ??= import('../../core/audit/phoneFacts.ts').then(({ createPhoneFacts }) =>
      createPhoneFacts(),
    );
    if (this.#phones) return;
    this.#phones = await this.#loading;
    this.#rulesChanged.fire();
  }

  /**
   * How the rules look at the cards of this account, or of none, in an editor. Undefined until they are loaded, which this
   * begins: `onDidChangeRules` tells when.
   */
  rulesOf(accountId: AccountId | undefined): LiveRules | undefined {
    if (!this.#phones) {
      this.load().catch((error: unknown) => toUserError(error, this.#parts.logger));
      return undefined;
    }
    const context = this.#contextOf(accountId && this.#parts.accounts.opened(accountId));
    const audit = accountId && this.#checked.get(accountId)?.audit;
    return { context, sharedBy: (contact) => audit?.sharedBy(contact) ?? [] };
  }

  /** A search for problems finds what a check finds. */
  #searchBy(session: AccountSession): void {
    session.book.search.index.problems.findBy(async () => {
      await this.load();
      const context = this.#contextOf(session);
      return (contact) =>
        auditContact(contact, context).map(({ rule: { id }, severity }) => ({
          rule: id,
          severity,
        }));
    });
  }

  #contextOf(session: AccountSession | undefined): AuditContext {
    const { settings } = this.#parts;
    if (!this.#phones) throw new Error('the rules are not loaded');
    const on = new Map<string, boolean>();
    return {
      phones: this.#phones,
      country: settings.defaultCountry,
      userIds: session?.users.known && new Set(session.users.known.map(({ id }) => id)),
      isOn: (ruleId) => {
        const known = on.get(ruleId) ?? settings.isAuditRuleOn(ruleId);
        on.set(ruleId, known);
        return known;
      },
    };
  }

  /** Looks at every contact anew: of what is known beside them something has changed. */
  #checkAnew(accountId: AccountId): void {
    const session = this.#parts.accounts.opened(accountId);
    const audit = this.#checked.get(accountId);
    if (!session || !audit) return;
    const { index } = session.book.search;
    this.#checked.set(accountId, new AccountAudit(this.#contextOf(session), index, audit));
    this.#outdated(accountId);
  }

  #outdated(accountId: AccountId): void {
    if (!this.#checked.get(accountId)?.isOutdated || this.#updating.has(accountId)) return;
    const updating = this.#update(accountId).catch((error: unknown) => {
      if (!isCancellation(error)) toUserError(error, this.#parts.logger);
    });
    this.#updating.set(accountId, updating);
  }

  async #update(accountId: AccountId): Promise<void> {
    const { signal } = this.#stop;
    try {
      for (;;) {
        await this.#parts.clock.sleep(pauseMs, signal);
        const audit = this.#checked.get(accountId);
        if (!audit?.isOutdated) return;
        const slices = new TimeSlices(signal);
        await audit.update(slices);
        const session = this.#parts.accounts.opened(accountId);
        session?.book.search.index.problems.tellShared(sharedProblem, await audit.sharing(slices));
        this.#changed.fire(accountId);
      }
    } finally {
      this.#updating.delete(accountId);
    }
  }
}
