import type * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';

const key = (accountId: AccountId) => `notDuplicates.${accountId}`;

/** So many decisions are remembered for an account; older ones are forgotten. */
const mostRemembered = 2000;

type Ids = readonly string[];

/** Contacts of which a user has said that they are not the same person's, by their ids. */
export class NotDuplicates {
  readonly #state: vscode.Memento;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  /** Tells of contacts whether all of them were said to be different ones, as it is remembered now. */
  checker(accountId: AccountId): (ids: Ids) => boolean {
    const byId = new Map<string, Set<string>[]>();
    for (const ids of this.#all(accountId)) {
      const all = new Set(ids);
      for (const id of ids) byId.set(id, [...(byId.get(id) ?? []), all]);
    }
    return ([first = '', ...others]) =>
      byId.get(first)?.some((ids) => others.every((id) => ids.has(id))) ?? false;
  }

  async add(accountId: AccountId, ids: Ids): Promise<void> {
    await this.#set(accountId, [[...ids].sort(), ...this.#without(accountId, ids)]);
  }

  /** Forgets all that was said of these contacts together. */
  async remove(accountId: AccountId, ids: Ids): Promise<void> {
    await this.#set(accountId, this.#without(accountId, ids));
  }

  /** Forgets all that was said of an account. */
  async forget(accountId: AccountId): Promise<void> {
    await this.#state.update(key(accountId), undefined);
  }

  #without(accountId: AccountId, ids: Ids): readonly Ids[] {
    return this.#all(accountId).filter((known) => !ids.every((id) => known.includes(id)));
  }

  async #set(accountId: AccountId, all: readonly Ids[]): Promise<void> {
    await this.#state.update(key(accountId), all.slice(0, mostRemembered));
  }

  #all(accountId: AccountId): readonly Ids[] {
    const stored: unknown = this.#state.get(key(accountId));
    return Array.isArray(stored) ? stored.filter(areIds) : [];
  }
}

function areIds(value: unknown): value is Ids {
  return Array.isArray(value) && value.every((id) => typeof id === 'string');
}
