import type { Rows } from './rows.ts';

/** How much of an account's list is known. */
export interface Coverage {
  /** Contacts that were read, each counted once. */
  readonly read: number;
  /** Contacts in the account as the server last said; undefined if it never did. */
  readonly count: number | undefined;
  /**
   * Whether these are all contacts: the list was read from its first row to its last, has as many contacts as the
   * server says, and its length stayed the same meanwhile. Only then may anything be called missing or extra.
   */
  readonly isComplete: boolean;
}

/** The coverage of `rows`. */
export function coverageOf(rows: Rows): Coverage {
  const read = rows.contacts.size;
  return {
    read,
    count: rows.count,
    isComplete: rows.isWhole && rows.isSteady && (rows.count === undefined || rows.count === read),
  };
}
