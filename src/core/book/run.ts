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
  /** The era in which a page showed that the list ends with the last row. */
  tailEra: number | undefined;
}

/** A run as one page gave it, all of it read in `era`. */
export function runOf(start: number, end: number, ids: string[], era: number): Run {
  return { start, end, ids, startEra: era, endEra: era, tailEra: undefined };
}

/**
 * The indexes of `wanted` in `ids`; who is not there is left out. One pass however many are wanted, for there may be a
 * million rows.
 *
 * @param from index of the first row to look at, @param to after the last; parts outside of `ids` are skipped
 */
export function indexesIn(
  ids: readonly string[],
  wanted: Pick<ReadonlySet<string>, 'has' | 'size'>,
  from = 0,
  to = ids.length,
): Map<string, number> {
  const indexes = new Map<string, number>();
  const end = Math.min(to, ids.length);
  for (let index = Math.max(0, from); index < end && indexes.size < wanted.size; index++) {
    const id = ids[index];
    if (id !== undefined && wanted.has(id)) indexes.set(id, index);
  }
  return indexes;
}
