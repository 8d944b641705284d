import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { shownText } from '../../core/contact/shownText.ts';
import { matchCountText } from './matchCountText.ts';
import type { MatchCount } from './matchRows.ts';
import { TreeNode } from './treeNode.ts';

/** The filter of an account: says what is filtered, and stands for all contacts that fit. */
export class FilterNode extends TreeNode {
  readonly query: string;
  readonly #isReadOnly: () => boolean;
  readonly #count: () => MatchCount;

  constructor(parent: TreeNode, query: string, isReadOnly: () => boolean, count: () => MatchCount) {
    super(parent.accountId, parent, 'filter');
    this.query = query;
    this.#isReadOnly = isReadOnly;
    this.#count = count;
  }

  override item(): vscode.TreeItem {
    // First the number: in a narrow side bar a long query would leave no room for it.
    const count = matchCountText(this.#count(), vscode.env.language);
    const label = count === '' ? l10n.t('Filter') : l10n.t('Filter · {0}', count);
    const description = shownText(this.query);
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
    item.id = this.path;
    item.description = description;
    item.iconPath = new vscode.ThemeIcon('filter-filled');
    item.contextValue = this.#isReadOnly() ? 'filter matches' : 'filter matches writable';
    item.tooltip = [
      `${label}\n${description}`,
      l10n.t('Select this row to act on all contacts that fit.'),
    ].join('\n\n');
    item.accessibilityInformation = { label: `${label}, ${description}` };
    return item;
  }
}
