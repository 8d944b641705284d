import * as vscode from 'vscode';
import type { Accounts } from './accounts.ts';

/**
 * Keeps the context keys up to date that menus ask for: `wazzup.hasAccounts`, `wazzup.noAccounts`, `wazzup.allReadOnly`
 * (there are accounts, and none takes changes) and `wazzup.readOnlyFolders` (those of the cards of read-only accounts).
 * All are unset until the extension is used: the palette must offer commands for accounts of which nobody knows yet.
 */
export class AccountContextKeys implements vscode.Disposable {
  readonly #accounts: Accounts;
  readonly #watch: vscode.Disposable;
  readonly #told = new Map<string, string>();

  constructor(accounts: Accounts) {
    this.#accounts = accounts;
    this.#watch = accounts.onDidChange(() => this.#update());
    this.#update();
  }

  dispose(): void {
    this.#watch.dispose();
  }

  #update(): void {
    const accounts = this.#accounts.list();
    const readOnly = accounts.filter(({ isReadOnly }) => isReadOnly);
    this.#set('wazzup.hasAccounts', accounts.length > 0);
    this.#set('wazzup.noAccounts', accounts.length === 0);
    this.#set('wazzup.allReadOnly', accounts.length > 0 && readOnly.length === accounts.length);
    this.#set(
      'wazzup.readOnlyFolders',
      readOnly.map(({ id }) => `/${id}`),
    );
  }

  #set(key: string, value: boolean | readonly string[]): void {
    const text = JSON.stringify(value);
    if (this.#told.get(key) === text) return;
    this.#told.set(key, text);
    void vscode.commands.executeCommand('setContext', key, value);
  }
}
