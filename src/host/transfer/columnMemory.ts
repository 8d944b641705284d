import type * as vscode from 'vscode';
import { type ColumnField, readColumnField } from '../../core/transfer/table/columnField.ts';

const key = 'import.columns';

/** So many kinds of tables are remembered. */
const mostHeaders = 50;

/** What a user has said the columns of a table mean, kept for the next table with the same header. */
export class ColumnMemory {
  readonly #state: vscode.Memento;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  /** What its columns mean; undefined if no table had this header before. */
  find(header: readonly string[]): readonly (ColumnField | undefined)[] | undefined {
    const known = this.#all().find(([one]) => isSame(one, header));
    return known && header.map((_, index) => readColumnField(known[1][index] ?? ''));
  }

  async remember(
    header: readonly string[],
    fields: readonly (ColumnField | undefined)[],
  ): Promise<void> {
    const others = this.#all().filter(([one]) => !isSame(one, header));
    const entry = [header, fields.map((field) => field ?? '')] as const;
    await this.#state.update(key, [entry, ...others].slice(0, mostHeaders));
  }

  #all(): readonly (readonly [header: readonly string[], fields: readonly string[]])[] {
    const stored: unknown = this.#state.get(key);
    return Array.isArray(stored) ? stored.filter(isEntry) : [];
  }
}

function isEntry(value: unknown): value is [string[], string[]] {
  const areTexts = (list: unknown) =>
    Array.isArray(list) && list.every((one) => typeof one === 'string');
  return Array.isArray(value) && value.length === 2 && value.every(areTexts);
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}
