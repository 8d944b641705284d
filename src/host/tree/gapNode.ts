import * as vscode from 'vscode';
import type { GapPart } from '../../core/book/bookPart.ts';
import { gapRow } from './gapRow.ts';
import type { TreeSession } from './treeAccounts.ts';
import { TreeNode } from './treeNode.ts';

/** Contacts that were not read, are being read, or could not be read. */
export class GapNode extends TreeNode {
  gap: GapPart;
  isTail: boolean;
  readonly #session: TreeSession;

  constructor(parent: TreeNode, session: TreeSession, gap: GapPart, isTail: boolean) {
    super(parent.accountId, parent, `gap/${gap.from}`);
    this.#session = session;
    this.gap = gap;
    this.isTail = isTail;
  }

  /** Where to read when the row is opened. */
  get offset(): number {
    return this.gap.failure?.offset ?? this.gap.from;
  }

  override item(): vscode.TreeItem {
    const { read, count } = this.#session.book.coverage;
    const { language } = vscode.env;
    const row = gapRow(this.gap, { read, count, isTail: this.isTail, language });
    const item = new vscode.TreeItem(row.label, vscode.TreeItemCollapsibleState.None);
    item.id = this.path;
    item.description = row.description;
    item.tooltip = [row.label, row.description].filter(Boolean).join('\n');
    item.iconPath = new vscode.ThemeIcon(row.icon);
    item.accessibilityInformation = {
      label: [row.label, row.description].filter(Boolean).join(', '),
    };
    item.contextValue = row.action === 'load' ? 'gap' : 'busy';
    if (row.action === 'load') {
      item.command = { command: 'wazzup.loadMore', title: row.label, arguments: [this] };
    } else if (row.action === 'replaceKey') {
      item.command = { command: 'wazzup.replaceKey', title: row.label, arguments: [this] };
    }
    return item;
  }
}
