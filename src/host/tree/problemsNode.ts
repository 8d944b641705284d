import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AccountAudit } from '../../core/audit/accountAudit.ts';
import { numberText } from '../../core/numberText.ts';
import { listedWords, mostListedCards } from '../editors/checkedCards.ts';
import { TreeNode } from './treeNode.ts';

/** What the last check of an account has found; a row for each rule is below it. */
export class ProblemsNode extends TreeNode {
  readonly #found: () => AccountAudit | undefined;
  readonly #isReadOnly: () => boolean;

  constructor(parent: TreeNode, found: () => AccountAudit | undefined, isReadOnly: () => boolean) {
    super(parent.accountId, parent, 'problems');
    this.#found = found;
    this.#isReadOnly = isReadOnly;
  }

  override item(): vscode.TreeItem {
    const text = (count: number) => numberText(count, vscode.env.language);
    const { problems = [], checked = 0, audit } = this.#found() ?? {};
    const { None, Collapsed } = vscode.TreeItemCollapsibleState;
    const isGood = problems.length === 0;
    const label = isGood ? l10n.t('No problems') : l10n.t('Problems');
    const item = new vscode.TreeItem(label, isGood ? None : Collapsed);
    item.id = this.path;
    item.description = isGood
      ? l10n.t('{0} contacts checked', text(checked))
      : l10n.t('{0} in {1} contacts', text(problems.length), text(checked));
    item.iconPath = new vscode.ThemeIcon(isGood ? 'pass' : 'checklist');
    item.contextValue = this.#isReadOnly() || isGood ? 'problems' : 'problems writable';
    const isCut = (audit?.faulty ?? 0) > mostListedCards;
    item.tooltip = [
      label,
      item.description,
      ...(isCut ? [listedWords(vscode.env.language)] : []),
    ].join('\n');
    item.accessibilityInformation = { label: `${label}, ${item.description}` };
    return item;
  }
}
