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
  /** What a click does; it gets the row. */
  readonly command?: string;
}

/** A row that says something: loading, empty, signed out, failed, changed. */
export class MessageNode extends TreeNode {
  readonly #message: Message;

  constructor(parent: TreeNode, message: Message) {
    super(parent.accountId, parent);
    this.#message = message;
  }

  override item(): vscode.TreeItem {
    const { name, label, description = '', icon, command } = this.#message;
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
    item.id = `${this.accountId}/message/${name}`;
    item.description = description;
    item.tooltip = [label, description].filter(Boolean).join('\n');
    item.iconPath = new vscode.ThemeIcon(icon);
    item.contextValue = 'message';
    if (command) item.command = { command, title: label, arguments: [this] };
    return item;
  }
}
