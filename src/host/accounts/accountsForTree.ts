import * as vscode from 'vscode';
import type { TreeAccount, TreeAccounts } from '../tree/treeAccounts.ts';
import { themeColorId } from './accountColor.ts';
import type { AccountRecord } from './accountRecord.ts';
import type { Accounts } from './accounts.ts';

/** The accounts as the tree sees them. */
export class AccountsForTree implements TreeAccounts, vscode.Disposable {
  readonly #accounts: Accounts;
  readonly #changed = new vscode.EventEmitter<TreeAccount | undefined>();
  readonly #watch: vscode.Disposable;

  readonly onDidChange = this.#changed.event;

  constructor(accounts: Accounts) {
    this.#accounts = accounts;
    this.#watch = accounts.onDidChange((id) => {
      const record = id && accounts.find(id);
      this.#changed.fire(record ? this.#treeAccount(record) : undefined);
    });
  }

  list(): readonly TreeAccount[] {
    return this.#accounts.list().map((record) => this.#treeAccount(record));
  }

  dispose(): void {
    this.#watch.dispose();
    this.#changed.dispose();
  }

  #treeAccount({ id, name, isDemo, isReadOnly, color }: AccountRecord): TreeAccount {
    return {
      id,
      name,
      isDemo,
      state: this.#accounts.isSignedOut(id) ? 'signedOut' : 'ready',
      isReadOnly,
      themeColor: color && themeColorId(color),
      opened: () => this.#accounts.opened(id),
      open: () => this.#accounts.open(id),
    };
  }
}
