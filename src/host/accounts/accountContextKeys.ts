import * as vscode from 'vscode';
import type { Accounts } from './accounts.ts';

/**
 * Keeps the context keys `wazzup.hasAccounts` and `wazzup.noAccounts` up to date, which menus ask for. Both are unset
 * until the extension is used: the palette must offer commands for accounts of which nobody knows yet.
 */
export class AccountContextKeys implements vscode.Disposable {
  readonly #accounts: Accounts;
  readonly #watch: vscode.Disposable;
  #hasAccounts: boolean | undefined;

  constructor(accounts: Accounts) {
    this.#accounts = accounts;
    this.#watch = accounts.onDidChange(() => this.#update());
    this.#update();
  }

  dispose(): void {
    this.#watch.dispose();
  }

  #update(): void {
    const hasAccounts = this.#accounts.list().length > 0;
    if (hasAccounts === this.#hasAccounts) return;
    this.#hasAccounts = hasAccounts;
    void vscode.commands.executeCommand('setContext', 'wazzup.hasAccounts', hasAccounts);
    void vscode.commands.executeCommand('setContext', 'wazzup.noAccounts', !hasAccounts);
  }
}
