import * as vscode from 'vscode';
import { TreeNode } from './treeNode.ts';

/** What a row says that stands for no contact. */
export interface Message {
  /** Names the row among its siblings. */
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  /** The name of a codicon. */
  readonly icon: string;
  /** What a click does; it gets the row, as from the row's menu. */
  readonly command?: string;
  /** For `when` clauses. */
  readonly ability?: string;
}

/** A row that says something: loading, empty, signed out, failed, changed. */
export class MessageNode extends TreeNode {
  readonly #message: Message;

  constructor(parent: TreeNode, message: Message) {
    super(parent.accountId, parent, `message/${message.name}`);
    this.#message = message;
  }

  override item(): vscode.TreeItem {
    const { label, description = '', icon, command, ability = 'message' } = this.#message;
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
    item.id = this.path;
    item.description = description;
    item.tooltip = [label, description].filter(Boolean).join('\n');
    item.iconPath = new vscode.ThemeIcon(icon);
    item.contextValue = ability;
    if (command) item.command = { command, title: label, arguments: [this, [this]] };
    return item;
  }
}
