import type { AccountId } from '../../core/accountId.ts';
import type { AccountRecord } from './accountRecord.ts';

/** Tells which accounts were made read-only, or got another colour: by this window, or by another one, which tells nobody. */
export class RecordWatch {
  readonly #list: () => readonly AccountRecord[];
  #seen: ReadonlyMap<AccountId, AccountRecord>;

  constructor(list: () => readonly AccountRecord[]) {
    this.#list = list;
    this.#seen = this.#look();
  }

  /** The accounts that are not as they were at the last look; a new account begins writable and without a colour. */
  changes(): readonly AccountId[] {
    const before = this.#seen;
    this.#seen = this.#look();
    return [...this.#seen.values()].flatMap((record) => {
      const old = before.get(record.id) ?? { isReadOnly: false, color: undefined };
      const isSame = old.isReadOnly === record.isReadOnly && old.color === record.color;
      return isSame ? [] : [record.id];
    });
  }

  #look(): ReadonlyMap<AccountId, AccountRecord> {
    return new Map(this.#list().map((record) => [record.id, record]));
  }
}
