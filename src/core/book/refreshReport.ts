import type { Rows } from './rows.ts';

/** What a refresh found. */
export interface RefreshReport {
  readonly added: number;
  readonly changed: number;
  /** Rows not listed any more where the list was read: deleted, or moved out of the part that was read. */
  readonly removed: number;
  readonly countBefore: number | undefined;
  readonly countNow: number | undefined;
}

/** How many contacts of `some` are not in `others`. */
export function countMissing(some: Rows, others: Rows): number {
  let missing = 0;
  for (const id of some.contacts.keys()) if (!others.contacts.has(id)) missing += 1;
  return missing;
}
