import type * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import { type AccountRecord, readAccountRecords } from './accountRecord.ts';

const listKey = 'wazzup.accounts';

/** The list of connected accounts, in VS Code's global state. Holds no keys. */
export class AccountStore {
  readonly #state: vscode.Memento;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  list(): readonly AccountRecord[] {
    return readAccountRecords(this.#state.get<unknown>(listKey));
  }

  find(id: AccountId): AccountRecord | undefined {
    return this.list().find((record) => record.id === id);
  }

  async add(record: AccountRecord): Promise<void> {
    await this.#state.update(listKey, [...this.list(), record]);
  }

  async remove(id: AccountId): Promise<void> {
    await this.#state.update(
      listKey,
      this.list().filter((record) => record.id !== id),
    );
  }
}
