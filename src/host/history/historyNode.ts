import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import type { OperationSummary } from '../../core/change/operationSummary.ts';
import { itemTitle, type ReportedItem } from '../../core/change/reportedOperation.ts';
import { numberText } from '../../core/numberText.ts';
import { itemResult, operationResult, operationTitle } from './operationWords.ts';

/** One row of the History view. */
export type HistoryNode =
  | HistoryAccountNode
  | OperationNode
  | OperationItemNode
  | OperationRestNode;

/** An account, where there are several. */
export class HistoryAccountNode {
  readonly accountId: AccountId;
  readonly #name: string;

  constructor(accountId: AccountId, name: string) {
    this.accountId = accountId;
    this.#name = name;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(this.#name, vscode.TreeItemCollapsibleState.Expanded);
    item.id = this.accountId;
    item.iconPath = new vscode.ThemeIcon('account');
    item.contextValue = 'account';
    return item;
  }
}

/** An operation; its contacts are below it. */
export class OperationNode {
  readonly accountId: AccountId;
  readonly operation: OperationSummary;
  readonly #isRunning: boolean;

  constructor(operation: OperationSummary, isRunning: boolean) {
    this.accountId = operation.accountId;
    this.operation = operation;
    this.#isRunning = isRunning;
  }

  item(): vscode.TreeItem {
    const { operation } = this;
    const title = operationTitle(operation);
    const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.Collapsed);
    const when = new Date(operation.time).toLocaleString(vscode.env.language, {
      dateStyle: 'short',
      timeStyle: 'short',
    });
    const { counts, isFinished } = operation;
    const isAllDone = isFinished && [...counts.keys()].every((state) => state === 'done');
    item.id = `${operation.accountId}/${operation.operationId}`;
    item.description = isAllDone ? when : `${operationResult(operation)} · ${when}`;
    item.tooltip = [title, when, operationResult(operation)].join('\n');
    item.iconPath = new vscode.ThemeIcon(this.#icon());
    item.contextValue = [
      'operation',
      ...(this.#isUndoable() ? ['undoable'] : []),
      ...(operation.operation === 'save' ? [] : ['bulk']),
    ].join(' ');
    return item;
  }

  #isUndoable(): boolean {
    return !this.#isRunning && this.operation.canUndo;
  }

  #icon(): string {
    if (this.#isRunning) return 'sync';
    if (!this.operation.isFinished) return 'warning';
    const icons = {
      save: 'save',
      upsertFile: 'cloud-upload',
      import: 'cloud-upload',
      delete: 'trash',
      deleteByIds: 'trash',
      reassign: 'person',
      setFields: 'edit',
      fix: 'wand',
      editSelection: 'edit',
      merge: 'git-merge',
      undo: 'discard',
      restore: 'history',
    } as const;
    return icons[this.operation.operation];
  }
}

/** One contact of an operation. */
export class OperationItemNode {
  readonly accountId: AccountId;
  readonly operation: OperationSummary;
  readonly change: ReportedItem;

  constructor(operation: OperationSummary, change: ReportedItem) {
    this.accountId = operation.accountId;
    this.operation = operation;
    this.change = change;
  }

  item(): vscode.TreeItem {
    const { change, operation } = this;
    const item = new vscode.TreeItem(itemTitle(change), vscode.TreeItemCollapsibleState.None);
    item.id = `${operation.accountId}/${operation.operationId}/${change.id}`;
    item.description = itemResult(change);
    item.tooltip = [change.id, itemResult(change)].join('\n');
    item.iconPath = new vscode.ThemeIcon(iconOf(change));
    const isDeleted = change.before && !change.after && change.state === 'done';
    item.contextValue = ['item', ...(isDeleted ? ['deleted'] : [])].join(' ');
    if (change.before || change.after) {
      item.command = { command: 'wazzup.showChange', title: '', arguments: [this] };
    }
    return item;
  }
}

/** Stands for contacts of an operation that have no row; leads to the report, which has all. */
export class OperationRestNode {
  readonly accountId: AccountId;
  readonly #operation: OperationNode;
  readonly #count: number;

  constructor(operation: OperationNode, count: number) {
    this.accountId = operation.accountId;
    this.#operation = operation;
    this.#count = count;
  }

  item(): vscode.TreeItem {
    const { operation } = this.#operation;
    const count = numberText(this.#count, vscode.env.language);
    const item = new vscode.TreeItem(l10n.t('{0} more in the report', count));
    item.id = `${operation.accountId}/${operation.operationId}//rest`;
    item.iconPath = new vscode.ThemeIcon('checklist');
    item.contextValue = 'rest';
    item.command = { command: 'wazzup.showReport', title: '', arguments: [this.#operation] };
    return item;
  }
}

function iconOf({ before, after, state }: ReportedItem): string {
  if (state !== 'done') return 'circle-slash';
  if (!before) return 'diff-added';
  return after ? 'diff-modified' : 'diff-removed';
}
