import type * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import { type AccountChange, type AccountRecord, readAccountRecords } from './accountRecord.ts';

/** An account as it begins: writable, and without a colour. */
type NewAccount = Pick<AccountRecord, 'id' | 'name'> &
  Partial<Pick<AccountRecord, 'baseUrl' | 'isDemo'>>;

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

  async add(account: NewAccount): Promise<void> {
    const usual = { baseUrl: '', isDemo: false, isReadOnly: false, color: undefined };
    const record: AccountRecord = { ...usual, ...account };
    await this.#state.update(listKey, [...this.list(), record]);
  }

  async change(id: AccountId, change: AccountChange): Promise<void> {
    await this.#state.update(
      listKey,
      this.list().map((record) => (record.id === id ? { ...record, ...change } : record)),
    );
  }

  async remove(id: AccountId): Promise<void> {
    await this.#state.update(
      listKey,
      this.list().filter((record) => record.id !== id),
    );
  }
}
