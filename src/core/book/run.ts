/** In place of a count: the position was worked out, not read. */
export const approximate = -1;

/**
 * Consecutive rows of the account's list. Positions count from 0 and hold for the moment of reading only: others add
 * and delete meanwhile, so each end remembers the list's `count` at that moment (undefined: the server gave none).
 */
export interface Run {
  /** Position of the first row. */
  start: number;
  /** Position after the last row: where to read on. */
  end: number;
  ids: string[];
  startCount: number | undefined;
  endCount: number | undefined;
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

/** By how much the list has grown (or, below 0, shrunk) since the end of `run` was read; 0 if that cannot be told. */
export function growthSince({ endCount }: Run, count: number | undefined): number {
  const isKnown = count !== undefined && endCount !== undefined && endCount !== approximate;
  return isKnown ? count - endCount : 0;
}
