import * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Cards } from './cards.ts';
import type { ContactFileSystem } from './contactFileSystem.ts';
import { parseContactUri } from './contactUri.ts';

/**
 * Lets VS Code know when open cards become read-only or editable: with their accounts, and when a draft of a read-only
 * account is none any more. A draft itself is not told to be read-only: it can be looked at, kept and dropped.
 */
export class ReadOnlyWatch implements vscode.Disposable {
  readonly #accounts: Accounts;
  readonly #cards: Cards;
  readonly #files: ContactFileSystem;
  readonly #registrations: vscode.Disposable;
  readonly #drafts = new Set<string>();
  #readOnly: ReadonlySet<AccountId>;

  constructor(accounts: Accounts, cards: Cards, files: ContactFileSystem) {
    this.#accounts = accounts;
    this.#cards = cards;
    this.#files = files;
    this.#readOnly = this.#readOnlyNow();
    this.#registrations = vscode.Disposable.from(
      accounts.onDidChange(() => this.#accountsChanged()),
      cards.onDidChange((uri) => this.#cardChanged(uri)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#drafts.delete(uri.toString())),
    );
  }

  dispose(): void {
    this.#registrations.dispose();
  }

  #accountsChanged(): void {
    const before = this.#readOnly;
    this.#readOnly = this.#readOnlyNow();
    const uris = vscode.workspace.textDocuments.map(({ uri }) => uri);
    this.#files.permissionsChanged(
      uris.filter((uri) => {
        const accountId = parseContactUri(uri)?.accountId;
        return accountId !== undefined && before.has(accountId) !== this.#readOnly.has(accountId);
      }),
    );
  }

  #cardChanged(uri: vscode.Uri): void {
    const document = this.#cards.document(uri);
    const key = uri.toString();
    if (document && this.#cards.isDraft(document)) {
      this.#drafts.add(key);
      return;
    }
    const accountId = parseContactUri(uri)?.accountId;
    const wasDraft = this.#drafts.delete(key);
    if (wasDraft && accountId && this.#accounts.isReadOnly(accountId)) {
      this.#files.permissionsChanged([uri]);
    }
  }

  #readOnlyNow(): ReadonlySet<AccountId> {
    const accounts = this.#accounts.list().filter(({ isReadOnly }) => isReadOnly);
    return new Set(accounts.map(({ id }) => id));
  }
}
