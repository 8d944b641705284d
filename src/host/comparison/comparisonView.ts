import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Accounts } from '../accounts/accounts.ts';
import { fileNameOf } from '../transfer/lookAtFile.ts';
import { NodeChanges } from '../tree/nodeChanges.ts';
import type { TreeNode } from '../tree/treeNode.ts';
import { comparisonKinds } from './comparedEntry.ts';
import {
  AllDifferencesNode,
  type ComparisonFacts,
  ComparisonGroupNode,
  ComparisonNode,
} from './comparisonNode.ts';
import type { OpenComparison } from './openComparison.ts';

const comparisonViewId = 'wazzup.comparison';

/**
 * The Comparison view: what a file and an account say otherwise. It is there while there is a comparison, one at a time;
 * that of an account that is disconnected or has another key is closed. Registers itself.
 */
export class ComparisonView implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #accounts: Accounts;
  readonly #icons: vscode.Uri;
  readonly #changes = new NodeChanges();
  readonly #view: vscode.TreeView<TreeNode>;
  readonly #registrations: vscode.Disposable;
  #current: { readonly comparison: OpenComparison; readonly watch: vscode.Disposable } | undefined;

  readonly onDidChangeTreeData = this.#changes.event;

  constructor(accounts: Accounts, extensionUri: vscode.Uri) {
    this.#accounts = accounts;
    this.#icons = vscode.Uri.joinPath(extensionUri, 'media', 'icons');
    this.#view = vscode.window.createTreeView(comparisonViewId, {
      treeDataProvider: this,
      canSelectMany: true,
      showCollapseAll: true,
    });
    this.#registrations = vscode.Disposable.from(
      this.#view,
      this.#changes,
      accounts.onDidChange(() => this.#accountsChanged()),
    );
  }

  get current(): OpenComparison | undefined {
    return this.#current?.comparison;
  }

  /** Shows a comparison in the place of the one before, and owns it from now on. */
  async show(comparison: OpenComparison): Promise<void> {
    const { account, session, uri } = comparison.parts;
    this.#end();
    this.#current = {
      comparison,
      watch: vscode.Disposable.from(
        comparison,
        comparison.onDidChange(() => this.#changes.add(undefined)),
        session.users.onDidChange(() => this.#changes.add(undefined)),
      ),
    };
    this.#view.description = l10n.t('{0} ↔ {1}', fileNameOf(uri), account.name);
    this.#changes.add(undefined);
    await vscode.commands.executeCommand('setContext', 'wazzup.hasComparison', true);
  }

  /** Brings the view to the front, with the keyboard. */
  async focus(): Promise<void> {
    await vscode.commands.executeCommand(`${comparisonViewId}.focus`);
  }

  async close(): Promise<void> {
    this.#end();
    this.#changes.add(undefined);
    await vscode.commands.executeCommand('setContext', 'wazzup.hasComparison', false);
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return node.item();
  }

  getChildren(node?: TreeNode): TreeNode[] {
    const { current } = this;
    if (!current) return [];
    if (node) return node instanceof ComparisonNode ? [...node.children()] : [];
    const { account, session } = current.parts;
    const facts: ComparisonFacts = {
      comparison: current,
      nameOf: (id) => session.users.nameOf(id),
      icons: this.#icons,
      isReadOnly: () => this.#accounts.isReadOnly(account.id),
    };
    return [
      new AllDifferencesNode(facts),
      ...comparisonKinds
        .filter((kind) => current.result[kind].length > 0)
        .map((kind) => new ComparisonGroupNode(facts, kind)),
    ];
  }

  dispose(): void {
    this.#end();
    this.#registrations.dispose();
  }

  #end(): void {
    this.#current?.watch.dispose();
    this.#current = undefined;
  }

  #accountsChanged(): void {
    const { current } = this;
    if (!current) return;
    const { account, session } = current.parts;
    if (this.#accounts.opened(account.id) === session) this.#changes.add(undefined);
    else void this.close();
  }
}
