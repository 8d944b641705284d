import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { contactCountText } from './contactCountText.ts';
import type { TreeAccount } from './treeAccounts.ts';
import { TreeNode } from './treeNode.ts';

/** What an account's row needs to know. */
export interface AccountFacts {
  readonly account: TreeAccount;
  /** The number of contacts, if known. */
  readonly count: number | undefined;
  /** Whether it is the only account. */
  readonly isOnly: boolean;
}

/** An account; its contacts are below it. */
export class AccountNode extends TreeNode {
  readonly #facts: () => AccountFacts;

  constructor(account: TreeAccount, facts: () => AccountFacts) {
    super(account.id, undefined, account.id);
    this.#facts = facts;
  }

  override item(): vscode.TreeItem {
    const { account, count, isOnly } = this.#facts();
    const isSignedOut = account.state === 'signedOut';
    const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    // Whoever opens the view with one account in it wants to see its contacts.
    const item = new vscode.TreeItem(account.name, isOnly ? Expanded : Collapsed);
    item.id = this.path;
    const facts = [
      ...(account.isReadOnly ? [l10n.t('read-only')] : []),
      isSignedOut ? l10n.t('signed out') : contactCountText(count, vscode.env.language),
    ].filter(Boolean);
    item.description = facts.join(' · ');
    item.iconPath = new vscode.ThemeIcon(
      iconOf(account),
      account.themeColor === undefined ? undefined : new vscode.ThemeColor(account.themeColor),
    );
    item.contextValue = [
      'account',
      account.isDemo ? 'demo' : 'hasKey',
      account.isReadOnly ? 'readOnly' : 'writable',
      ...(isSignedOut ? ['signedOut'] : []),
    ].join(' ');
    item.accessibilityInformation = { label: [account.name, ...facts].join(', ') };
    item.tooltip = [account.name, ...facts].join('\n');
    return item;
  }
}

function iconOf({ state, isReadOnly, isDemo }: TreeAccount): string {
  if (state === 'signedOut') return 'warning';
  if (isReadOnly) return 'lock';
  return isDemo ? 'beaker' : 'account';
}
