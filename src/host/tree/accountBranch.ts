import * as vscode from 'vscode';
import { ApiError } from '../../core/api/apiError.ts';
import type { BookChange } from '../../core/book/bookChange.ts';
import type { Logger } from '../../core/ports.ts';
import { isCancellation, toUserError } from '../ui/userError.ts';
import { AccountNode } from './accountNode.ts';
import { accountRows } from './accountRows.ts';
import type { CardChecks } from './cardChecks.ts';
import { type ContactFacts, ContactNode } from './contactNode.ts';
import { GapNode } from './gapNode.ts';
import { type Message, MessageNode } from './messageNode.ts';
import { failedMessage, loadingMessage, noteMessage, signedOutMessage } from './messages.ts';
import type { TreeAccount, TreeSession } from './treeAccounts.ts';
import type { TreeNode } from './treeNode.ts';

/** What all branches of the tree share. */
export interface BranchParts {
  readonly checks: CardChecks;
  readonly icons: vscode.Uri;
  readonly logger: Logger;
  /** Whether there is one account only. */
  readonly isOnly: () => boolean;
  /** Tells that a row or what is below it has changed. */
  readonly changed: (node: TreeNode) => void;
}

/** One account in the tree: opens it when its rows are asked for, and keeps the rows' objects from one look to the next. */
export class AccountBranch implements vscode.Disposable {
  readonly node: AccountNode;
  readonly #parts: BranchParts;
  #account: TreeAccount;
  #facts: ContactFacts | undefined;
  #opening: Promise<TreeSession> | undefined;
  #failure: Error | undefined;
  #stop = new AbortController();
  #subscriptions: readonly { dispose(): void }[] = [];
  #contacts = new Map<string, ContactNode>();
  #gaps = new Map<number, GapNode>();
  #isHeld = false;

  constructor(account: TreeAccount, parts: BranchParts) {
    this.#account = account;
    this.#parts = parts;
    this.node = new AccountNode(account, () => ({
      account: this.#account,
      count: this.session?.book.count,
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

  /** The rows below the account. Begins to open the account and to read its first page if nobody has. */
  children(): readonly TreeNode[] {
    if (this.#account.state === 'signedOut') return [this.#message(signedOutMessage())];
    const facts = this.#facts;
    if (facts) {
      this.#readFirst(facts.session);
      return this.#rows(facts);
    }
    if (this.#failure) return [this.#message(failedMessage(this.#failure.message))];
    void this.open().catch(() => {});
    return [this.#message(loadingMessage())];
  }

  /** The row of a contact that was read. */
  contactNode(id: string): ContactNode | undefined {
    if (!this.#facts?.session.book.contact(id)) return undefined;
    let node = this.#contacts.get(id);
    if (!node) {
      node = new ContactNode(this.node, id, this.#facts);
      this.#contacts.set(id, node);
    }
    return node;
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
    this.#contacts.clear();
    this.#gaps.clear();
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
        this.#parts.changed(this.node);
      }
    }
  }

  #adopt(session: TreeSession): void {
    this.#failure = undefined;
    const { checks, icons } = this.#parts;
    const isReadOnly = () => this.#account.isReadOnly;
    this.#facts = { session, checks, icons, isReadOnly };
    this.#subscriptions = [
      session.book.onDidChange((change) => this.#bookChanged(change)),
      session.users.onDidChange(() => this.#parts.changed(this.node)),
    ];
  }

  #bookChanged(change: BookChange): void {
    const node = change.kind === 'contact' ? this.#contacts.get(change.id) : this.node;
    if (node && !this.#isHeld) this.#parts.changed(node);
  }

  #readFirst({ book, users }: TreeSession): void {
    const [part, ...others] = book.layout();
    const isUntouched = part?.kind === 'gap' && !part.isLoading && !part.failure;
    const { signal } = this.#stop;
    const read = async () => {
      if (!book.isRead && isUntouched && others.length === 0) await book.loadPage(0, { signal });
      // Names come after the contacts, and only once: without them the ids serve.
      if (book.isRead && !users.known && !users.failure) await users.users({ signal });
    };
    read().catch((error: unknown) => {
      // The gap shows why it could not be read.
      if (!(error instanceof ApiError || isCancellation(error))) {
        toUserError(error, this.#parts.logger);
      }
    });
  }

  #rows(facts: ContactFacts): readonly TreeNode[] {
    const [contacts, gaps] = [this.#contacts, this.#gaps];
    this.#contacts = new Map();
    this.#gaps = new Map();
    return accountRows(facts.session.book).map((row) => {
      if (row.kind === 'contact') {
        const node = contacts.get(row.id) ?? new ContactNode(this.node, row.id, facts);
        this.#contacts.set(row.id, node);
        return node;
      }
      if (row.kind === 'gap') {
        const { gap, isTail } = row;
        const node = gaps.get(gap.from) ?? new GapNode(this.node, facts.session, gap, isTail);
        node.gap = gap;
        node.isTail = isTail;
        this.#gaps.set(gap.from, node);
        return node;
      }
      return this.#message(noteMessage(row, vscode.env.language));
    });
  }

  #message(message: Message): MessageNode {
    return new MessageNode(this.node, message);
  }
}
