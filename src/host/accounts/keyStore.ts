import type * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';

const prefix = 'wazzup.apiKey.';

/** The API keys, in VS Code's secret storage and nowhere else. */
export class KeyStore {
  readonly #secrets: vscode.SecretStorage;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
  }

  /** The key, or undefined if there is none (any more): secret stores do lose entries. */
  async get(id: AccountId): Promise<string | undefined> {
    return await this.#secrets.get(prefix + id);
  }

  async set(id: AccountId, key: string): Promise<void> {
    await this.#secrets.store(prefix + id, key);
  }

  async delete(id: AccountId): Promise<void> {
    await this.#secrets.delete(prefix + id);
  }

  /** Calls `listener` with the account whose key was stored or deleted, in whichever window. */
  onDidChange(listener: (id: string) => void): vscode.Disposable {
    return this.#secrets.onDidChange(({ key }) => {
      if (key.startsWith(prefix)) listener(key.slice(prefix.length));
    });
  }
}
