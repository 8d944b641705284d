/** In place of an era: the position was worked out, not read. */
export const approximate = -1;

/**
 * Consecutive rows of the account's list. Positions count from 0 and hold for the moment of reading only: others add
 * and delete meanwhile, so each end remembers the era in which it was read (see `Rows.era`).
 */
export interface Run {
  /** Position of the first row. */
  start: number;
  /** Position after the last row: where to read on. */
  end: number;
  ids: string[];
  startEra: number;
  endEra: number;
}

/** The index of `id` in `ids`, searched outwards from `hint`; -1 if it is not there. */
export function findNear(ids: readonly string[], id: string, hint: number): number {
  const middle = Math.min(Math.max(hint, 0), ids.length);
  for (let distance = 0; distance <= ids.length; distance++) {
    if (ids[middle + distance] === id) return middle + distance;
    if (ids[middle - distance] === id) return middle - distance;
  }
  return -1;
}
