import * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import type { AccountAudit } from '../../core/audit/accountAudit.ts';
import type { BookChange } from '../../core/book/bookChange.ts';
import type { Grouping } from '../../core/book/search/searchQuery.ts';
import type { Contact } from '../../core/contact/contact.ts';
import type { Clock, Logger } from '../../core/ports.ts';
import { toUserError } from '../ui/userError.ts';
import { AccountNode } from './accountNode.ts';
import type { CardChecks } from './cardChecks.ts';
import type { ContactFacts, ContactNode } from './contactNode.ts';
import { ListRows } from './listRows.ts';
import { MatchRows } from './matchRows.ts';
import { type Message, MessageNode } from './messageNode.ts';
import { failedMessage, loadingMessage, signedOutMessage } from './messages.ts';
import { ProblemRows } from './problemRows.ts';
import type { TreeAccount, TreeSession } from './treeAccounts.ts';
import type { TreeNode } from './treeNode.ts';

/**
 * So long (ms) the rows of an account are waited for before a row says that they are on their way: what comes after that
 * is shown later than need be, since VS Code gathers changes for 200 ms.
 */
const patienceMs = 1000;

/** What all branches of the tree share. */
export interface BranchParts {
  readonly checks: CardChecks;
  readonly icons: vscode.Uri;
  readonly clock: Clock;
  readonly logger: Logger;
  /** By what the contacts are grouped. */
  readonly groupBy: () => Grouping | undefined;
  /** Whether there is one account only. */
  readonly isOnly: () => boolean;
  /** What the last check of an account has found. */
  readonly found: (accountId: AccountId) => AccountAudit | undefined;
  /** Tells that a row or what is below it has changed. */
  readonly changed: (node: TreeNode) => void;
}

/** One account in the tree: opens it when its rows are asked for, and shows its list, or what fits a filter, or groups. */
export class AccountBranch implements vscode.Disposable {
  readonly node: AccountNode;
  readonly #parts: BranchParts;
  #account: TreeAccount;
  #facts: ContactFacts | undefined;
  #opening: Promise<TreeSession> | undefined;
  #failure: Error | undefined;
  #stop = new AbortController();
  #subscriptions: readonly { dispose(): void }[] = [];
  #rows: ListRows | MatchRows | undefined;
  #problems: ProblemRows | undefined;
  #query = '';
  #isHeld = false;
  /** So often VS Code waits for the rows by now. */
  #waits = 0;
  /** Whether VS Code was not told of a change since it waits. */
  #isOutdated = false;

  constructor(account: TreeAccount, parts: BranchParts) {
    this.#account = account;
    this.#parts = parts;
    this.node = new AccountNode(account, () => ({
      account: this.#account,
      count: this.matches ? this.matches.matchCount.count : this.session?.book.count,
      isOnly: parts.isOnly(),
    }));
  }

  /** What was opened; undefined before. */
  get session(): TreeSession | undefined {
    return this.#facts?.session;
  }

  /** The account is not as it was. With another state or session what is shown is made anew, else it only looks otherwise. */
  update(account: TreeAccount): void {
    const isSame = account.state === this.#account.state && account.opened() === this.session;
    this.#account = account;
    if (!isSame) this.close();
    this.#parts.changed(this.node);
  }

  /** Opens the account if it is not open yet; rejects if that fails. No request to the API. */
  open(): Promise<TreeSession> {
    if (this.session) return Promise.resolve(this.session);
    this.#opening ??= this.#open();
    return this.#opening;
  }

  /**
   * The rows below the account. Begins to open the account and to read its first page if nobody has, and waits for them
   * for a moment. Never rejects: a row says what failed.
   */
  async children(): Promise<readonly TreeNode[]> {
    const under = new AbortController();
    this.#waits += 1;
    const isLate = this.#parts.clock.sleep(patienceMs, under.signal).catch(() => {});
    try {
      await Promise.race([this.#firstRead(), isLate]);
      return this.#rowsNow();
    } finally {
      under.abort();
      this.#waits -= 1;
      if (this.#waits === 0 && this.#isOutdated) this.#tell(this.node);
    }
  }

  /** The rows below one of the account's rows. */
  childrenOf(node: TreeNode): readonly TreeNode[] {
    if (!this.#facts) return [];
    return this.#problems?.childrenOf(node) ?? this.#shown(this.#facts).childrenOf(node);
  }

  /** The row of what was found, once there was a check. */
  get problemsNode(): TreeNode | undefined {
    return this.#problems?.rows()[0];
  }

  /** Something else was found by now. */
  problemsChanged(): void {
    this.#parts.changed(this.node);
  }

  /** The row of a contact that was read, if it is shown. */
  contactNode(id: string): ContactNode | undefined {
    return this.#facts && this.#shown(this.#facts).contactNode(id);
  }

  /** A contact that was read, as last seen. */
  contact(id: string): Contact | undefined {
    return this.#facts?.contact(id);
  }

  /** What fits the filter, or the groups; undefined while the plain list is shown, or the account is not open. */
  get matches(): MatchRows | undefined {
    return this.#rows instanceof MatchRows ? this.#rows : undefined;
  }

  /** What the contacts shown have to fit; "" if nothing. */
  get query(): string {
    return this.#query;
  }

  /** Shows the contacts that fit a query, or all (""). Opens the account; rejects if that fails. */
  async filter(query: string): Promise<MatchRows | undefined> {
    this.#query = query;
    this.regroup();
    await this.open();
    if (this.#facts) this.#shown(this.#facts);
    return this.matches;
  }

  /** Shows the contacts anew, in other groups. What is being read for the old ones goes on where the new need it, too. */
  regroup(): void {
    const old = this.matches;
    this.#rows = this.#facts && this.#makeRows(this.#facts);
    if (old?.isReading) this.matches?.begin();
    old?.dispose();
    this.#parts.changed(this.node);
  }

  /** Does work during which rows are not shown as they come, but all at its end. */
  async holding<T>(work: () => Promise<T>): Promise<T> {
    this.#isHeld = true;
    try {
      return await work();
    } finally {
      this.#isHeld = false;
      this.#parts.changed(this.node);
    }
  }

  /** Forgets the session, so that the next look opens the account again. */
  close(): void {
    this.#stop.abort(new vscode.CancellationError());
    this.#stop = new AbortController();
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#subscriptions = [];
    this.#facts = undefined;
    this.#opening = undefined;
    this.#failure = undefined;
    this.#isOutdated = false;
    this.#rows?.dispose();
    this.#rows = undefined;
    this.#problems = undefined;
  }

  dispose(): void {
    this.close();
  }

  async #open(): Promise<TreeSession> {
    const { signal } = this.#stop;
    try {
      const session = await this.#account.open();
      if (!signal.aborted) this.#adopt(session);
      return session;
    } catch (error) {
      if (!signal.aborted) this.#failure = toUserError(error, this.#parts.logger);
      throw error;
    } finally {
      if (!signal.aborted) {
        this.#opening = undefined;
        this.#tell(this.node);
      }
    }
  }

  /** When the account is open and its first page was read, or one of these has failed. */
  async #firstRead(): Promise<void> {
    if (this.#account.state === 'signedOut' || this.#failure) return;
    try {
      await this.open();
      const shown = this.#facts && this.#shown(this.#facts);
      if (shown instanceof ListRows) await shown.firstRead();
    } catch {
      // A row says so.
    }
  }

  /** The rows as far as they are known. */
  #rowsNow(): readonly TreeNode[] {
    if (this.#account.state === 'signedOut') return [this.#message(signedOutMessage())];
    const facts = this.#facts;
    if (facts) return [...(this.#problems?.rows() ?? []), ...this.#shown(facts).rows()];
    if (this.#failure) return [this.#message(failedMessage(this.#failure.message))];
    return [this.#message(loadingMessage())];
  }

  #adopt(session: TreeSession): void {
    this.#failure = undefined;
    const { checks, icons } = this.#parts;
    const isReadOnly = () => this.#account.isReadOnly;
    const { book } = session;
    const contact = (id: string) => book.contact(id) ?? book.search.index.contact(id);
    this.#facts = { session, contact, checks, icons, isReadOnly };
    this.#problems = new ProblemRows(this.node, this.#facts, () =>
      this.#parts.found(this.node.accountId),
    );
    this.#subscriptions = [
      session.book.onDidChange((change) => this.#bookChanged(change)),
      session.users.onDidChange(() => this.#tell(this.node)),
    ];
  }

  #bookChanged(change: BookChange): void {
    // What fits a filter tells itself when it has changed.
    if (this.#rows instanceof MatchRows) return;
    const node = change.kind === 'contact' ? this.#rows?.shownNode(change.id) : this.node;
    if (node && !this.#isHeld) this.#tell(node);
  }

  /** While VS Code waits for the rows it gets them as they are then: told of a change it would throw them away. */
  #tell(node: TreeNode): void {
    this.#isOutdated = this.#waits > 0;
    if (!this.#isOutdated) this.#parts.changed(node);
  }

  #shown(facts: ContactFacts): ListRows | MatchRows {
    this.#rows ??= this.#makeRows(facts);
    return this.#rows;
  }

  /** The way in which the contacts are shown now. */
  #makeRows(facts: ContactFacts): ListRows | MatchRows {
    const { logger, clock, changed, groupBy } = this.#parts;
    const by = groupBy();
    if (this.#query === '' && !by) return new ListRows(this.node, facts, logger);
    const { index } = facts.session.book.search;
    const contact = (id: string) => index.contact(id) ?? facts.session.book.contact(id);
    return new MatchRows({
      parent: this.node,
      facts: { ...facts, contact },
      query: this.#query,
      groupBy: by,
      clock,
      logger,
      changed,
    });
  }

  #message(message: Message): MessageNode {
    return new MessageNode(this.node, message);
  }
}
