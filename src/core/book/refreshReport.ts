import { coverageOf } from './coverage.ts';
import type { Rows } from './rows.ts';
import type { Scan } from './search/bookSearch.ts';

/** What a refresh found. It holds what is certain only. */
export interface RefreshReport {
  /** Contacts that were not in the account before. */
  readonly added: number;
  readonly changed: number;
  /** Contacts that are not in the account any more; 0 unless the whole list was read. */
  readonly removed: number;
  readonly countBefore: number | undefined;
  readonly countNow: number | undefined;
  /** How many contacts were compared; left out if those were all, before and now. */
  readonly among?: number;
}

/** What is otherwise in the pages that a list shows. @param changed contacts that are listed before and now */
export function reportOfRows(before: Rows, now: Rows, changed: number): RefreshReport {
  const wasAll = coverageOf(before).isComplete;
  const isAll = coverageOf(now).isComplete;
  if (wasAll && before.contacts.size === 0) {
    // Whoever is there now is new, read or not.
    const added = now.count ?? now.contacts.size;
    return { added, changed: 0, removed: 0, countBefore: before.count, countNow: now.count };
  }
  return {
    added: wasAll ? countMissing(now, before) : countInserted(before, now),
    changed,
    // Elsewhere they may have moved out of the part that was read.
    removed: isAll ? countMissing(before, now) : 0,
    countBefore: before.count,
    countNow: now.count,
    ...(wasAll && isAll ? {} : { among: before.contacts.size }),
  };
}

/** What is otherwise in the whole list. */
export function reportOfScan({
  added,
  changed,
  gone,
  count,
  before,
  isComplete,
}: Scan): RefreshReport {
  return {
    added: before.isAll ? added : 0,
    changed,
    removed: gone,
    countBefore: before.count,
    countNow: count,
    ...(before.isAll && isComplete ? {} : { among: before.known }),
  };
}

/** How many contacts of `some` are not in `others`. */
function countMissing(some: Rows, others: Rows): number {
  let missing = 0;
  for (const id of some.contacts.keys()) if (!others.contacts.has(id)) missing += 1;
  return missing;
}

/** How many contacts are new because they stand between two that followed one another, or above the first. */
function countInserted(before: Rows, now: Rows): number {
  const runOf = new Map(before.runs.flatMap((run) => run.ids.map((id) => [id, run] as const)));
  let inserted = 0;
  for (const { start, ids } of now.runs) {
    let above = start === 0 ? before.runs.find((run) => run.start === 0) : undefined;
    let unknown = 0;
    for (const id of ids) {
      const run = runOf.get(id);
      if (run && run === above) inserted += unknown;
      unknown = run ? 0 : unknown + 1;
      above = run ?? above;
    }
  }
  return inserted;
}
