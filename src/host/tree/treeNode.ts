import type * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';

/** One row of the tree. Its class says its kind, its `contextValue` its abilities. */
export abstract class TreeNode {
  readonly accountId: AccountId;
  readonly parent: TreeNode | undefined;

  constructor(accountId: AccountId, parent: TreeNode | undefined) {
    this.accountId = accountId;
    this.parent = parent;
  }

  /** How the row looks now. */
  abstract item(): vscode.TreeItem;
}
