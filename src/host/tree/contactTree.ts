import { setTimeout as wait } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import type { AccountAudit } from '../../core/audit/accountAudit.ts';
import type { LiveRules } from '../../core/audit/liveProblems.ts';
import type { Grouping } from '../../core/book/search/searchQuery.ts';
import type { Clock, Logger } from '../../core/ports.ts';
import { AccountBranch } from './accountBranch.ts';
import { AccountNode } from './accountNode.ts';
import type { CardChecks } from './cardChecks.ts';
import { ContactNode } from './contactNode.ts';
import { ItemsInTurn } from './itemsInTurn.ts';
import { NodeChanges } from './nodeChanges.ts';
import type { TreeAccount, TreeAccounts } from './treeAccounts.ts';
import type { TreeNode } from './treeNode.ts';

/** Milliseconds. */
const fetchMs = 500;
const fetchLookMs = 10;

export interface TreeParts {
  readonly accounts: TreeAccounts;
  readonly checks: CardChecks;
  readonly clock: Clock;
  readonly groupBy: () => Grouping | undefined;
  /** What the last checks of accounts have found. */
  readonly audits: TreeAudits;
  readonly icons: vscode.Uri;
  readonly logger: Logger;
}

/** What was found in accounts. */
export interface TreeAudits {
  of(accountId: AccountId): AccountAudit | undefined;
  /** How the rules look at the account's cards; undefined until they are loaded, which this begins. */
  rulesOf(accountId: AccountId): LiveRules | undefined;
  /** Fires with the account for which something else is found now. */
  readonly onDidChange: vscode.Event<AccountId>;
}

/** Accounts and, below each, its contacts; reads a page when an account is expanded, and not before. */
export class ContactTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #parts: TreeParts;
  readonly #branches = new Map<AccountId, AccountBranch>();
  readonly #changes = new NodeChanges();
  readonly #items = new ItemsInTurn();
  readonly #watch: vscode.Disposable;
  /** Rows whose children VS Code was told to fetch again and has not yet; undefined: those of the root. */
  readonly #unfetched = new Set<TreeNode | undefined>();

  readonly onDidChangeTreeData = this.#changes.event;

  constructor(parts: TreeParts) {
    this.#parts = parts;
    this.#watch = vscode.Disposable.from(
      parts.accounts.onDidChange((account) => this.#accountChanged(account)),
      parts.audits.onDidChange((accountId) => this.#branches.get(accountId)?.problemsChanged()),
      this.#changes.event((nodes) => {
        for (const node of nodes ?? [undefined]) {
          if (!(node instanceof ContactNode)) this.#unfetched.add(node);
        }
      }),
    );
  }

  async getTreeItem(node: TreeNode): Promise<vscode.TreeItem> {
    return await this.#items.itemOf(node);
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.parent;
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    this.#unfetched.delete(node);
    if (!node) return this.allBranches.map((branch) => branch.node);
    const branch = this.#branches.get(node.accountId);
    const rows = node instanceof AccountNode ? branch?.children() : branch?.childrenOf(node);
    return [...((await rows) ?? [])];
  }

  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
    const tooltip = node instanceof ContactNode ? node.tooltip() : undefined;
    if (tooltip) item.tooltip = tooltip;
    return item;
  }

  /** The branch of a connected account. */
  branch(id: AccountId): AccountBranch | undefined {
    return this.allBranches.find(({ node }) => node.accountId === id);
  }

  /** Shows the branch anew. */
  refresh(branch: AccountBranch): void {
    this.#changes.add(branch.node);
  }

  /** When VS Code knows of all changes until now, so that a new row can be revealed. */
  async settled(): Promise<void> {
    await this.#changes.told();
  }

  /**
   * When VS Code has fetched all rows again that have changed: until then `selection` leaves them out. It does not fetch
   * what it does not show, so this waits half a second at most.
   */
  async fetched(): Promise<void> {
    await this.#changes.told();
    for (let waited = 0; this.#unfetched.size > 0 && waited < fetchMs; waited += fetchLookMs) {
      await wait(fetchLookMs);
    }
    this.#unfetched.clear();
  }

  dispose(): void {
    this.#watch.dispose();
    this.#changes.dispose();
    for (const branch of this.#branches.values()) branch.dispose();
  }

  /** In the order of the accounts; makes and drops branches as accounts come and go. */
  get allBranches(): readonly AccountBranch[] {
    const accounts = this.#parts.accounts.list();
    const ids = new Set(accounts.map(({ id }) => id));
    for (const [id, branch] of this.#branches) {
      if (ids.has(id)) continue;
      branch.dispose();
      this.#branches.delete(id);
    }
    return accounts.map((account) => {
      const known = this.#branches.get(account.id);
      if (known) return known;
      const changed = (node: TreeNode) => this.#changes.add(node);
      const isOnly = () => this.#parts.accounts.list().length === 1;
      const found = (id: AccountId) => this.#parts.audits.of(id);
      const branch = new AccountBranch(account, { ...this.#parts, found, isOnly, changed });
      this.#branches.set(account.id, branch);
      return branch;
    });
  }

  #accountChanged(account: TreeAccount | undefined): void {
    const branch = account && this.#branches.get(account.id);
    if (account && branch) branch.update(account);
    else this.#changes.add(undefined);
  }
}
