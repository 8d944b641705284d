import type * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';

/** One row of the tree. Its class says its kind, its `contextValue` its abilities. */
export abstract class TreeNode {
  readonly accountId: AccountId;
  readonly parent: TreeNode | undefined;
  /** Names the row in the whole tree: VS Code takes a row with the same path for the same row. */
  readonly path: string;

  /** @param name of the row among its siblings */
  constructor(accountId: AccountId, parent: TreeNode | undefined, name: string) {
    this.accountId = accountId;
    this.parent = parent;
    this.path = parent ? `${parent.path}/${name}` : name;
  }

  /** How the row looks now. */
  abstract item(): vscode.TreeItem;
}
