import * as vscode from 'vscode';
import type { ReportedItem } from '../../core/change/reportedOperation.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { History } from './history.ts';
import {
  HistoryAccountNode,
  type HistoryNode,
  OperationItemNode,
  OperationNode,
  OperationRestNode,
} from './historyNode.ts';

/** Below an operation: VS Code takes long for a quarter of a million rows, and nobody looks through them. */
const mostRows = 1000;

/** The History view: operations newest first, and below each what it did to which contact. */
export class HistoryView implements vscode.TreeDataProvider<HistoryNode>, vscode.Disposable {
  readonly #accounts: Accounts;
  readonly #history: History;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #view: vscode.TreeView<HistoryNode>;
  readonly #registrations: vscode.Disposable;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(accounts: Accounts, history: History, view: vscode.TreeView<HistoryNode>) {
    this.#accounts = accounts;
    this.#history = history;
    this.#view = view;
    this.#registrations = vscode.Disposable.from(
      history.onDidChange(() => this.#changed.fire(undefined)),
      // The walkthrough counts a card as fixed then.
      history.onDidWrite(() =>
        vscode.commands.executeCommand('setContext', 'wazzup.hasWritten', true),
      ),
      accounts.onDidChange(() => this.#changed.fire(undefined)),
    );
  }

  getTreeItem(node: HistoryNode): vscode.TreeItem {
    return node.item();
  }

  async getChildren(node?: HistoryNode): Promise<HistoryNode[]> {
    if (node instanceof OperationNode) {
      const { accountId, operation } = node;
      const record = await this.#history.find(accountId, operation.operationId);
      return rowsOf(node, record?.items ?? []);
    }
    if (node instanceof HistoryAccountNode) return await this.#operationsOf(node);
    if (node) return [];
    const accounts = this.#accounts.list().map(({ id, name }) => new HistoryAccountNode(id, name));
    const [only, ...others] = accounts;
    return only && others.length === 0 ? await this.#operationsOf(only) : accounts;
  }

  /** The rows a command acts on: the clicked one with its selection, else the selection. */
  chosen(node: unknown, nodes: unknown): readonly HistoryNode[] {
    const several: readonly unknown[] = Array.isArray(nodes) ? nodes : [node];
    const rows = several.filter(isHistoryNode);
    return rows.length > 0 ? rows : this.#view.selection;
  }

  dispose(): void {
    this.#registrations.dispose();
    this.#changed.dispose();
  }

  async #operationsOf({ accountId }: HistoryAccountNode): Promise<HistoryNode[]> {
    const operations = await this.#history.summaries(accountId);
    return operations.map((one) => new OperationNode(one, this.#history.isRunning(one)));
  }
}

function rowsOf(node: OperationNode, items: readonly ReportedItem[]): HistoryNode[] {
  const shown = items.slice(0, mostRows);
  const left = items.length - shown.length;
  return [
    ...shown.map((item) => new OperationItemNode(node.operation, item)),
    ...(left > 0 ? [new OperationRestNode(node, left)] : []),
  ];
}

/** Whether an argument is a row of the History view. */
export function isHistoryNode(value: unknown): value is HistoryNode {
  return (
    value instanceof HistoryAccountNode ||
    value instanceof OperationNode ||
    value instanceof OperationItemNode ||
    value instanceof OperationRestNode
  );
}
