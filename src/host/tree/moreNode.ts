import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { numberText } from '../../core/numberText.ts';
import { TreeNode } from './treeNode.ts';

/** Contacts that were read, and that a long list does not show yet. */
export class MoreNode extends TreeNode {
  readonly #shown: number;
  readonly #total: number;

  constructor(parent: TreeNode, shown: number, total: number) {
    super(parent.accountId, parent, 'more');
    this.#shown = shown;
    this.#total = total;
  }

  override item(): vscode.TreeItem {
    const text = (value: number) => numberText(value, vscode.env.language);
    const label = l10n.t('Show more · {0} of {1}', text(this.#shown), text(this.#total));
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
    item.id = this.path;
    item.iconPath = new vscode.ThemeIcon('fold-down');
    item.contextValue = 'more';
    item.command = { command: 'wazzup.loadMore', title: label, arguments: [this] };
    return item;
  }
}
