import { firstIndexIn, type Place } from './places.ts';
import type { ReadPage } from './readPage.ts';
import { approximate, type Run } from './run.ts';

/**
 * How many rows of `run` come before a page.
 *
 * @param places where rows of the page are known; if none of `run` is among them, the page follows it
 */
export function rowsBefore(run: Run, page: ReadPage, places: ReadonlyMap<string, Place>): number {
  // Nothing comes before the first page: what it does not show is gone.
  if (page.offset === 0) return 0;
  return firstIndexIn(run, places) ?? run.ids.length;
}

/** Puts the first `length` rows of `before` in front of `run`, whose start was read. */
export function prepend(run: Run, before: Run, length: number): void {
  const kept = before.ids.slice(0, length);
  if (kept.length === 0) return;
  // Rows that moved down push the start down too: what was added above them shows as a gap. Where they moved up, some
  // of them may be gone: only what was read at position 0 is known to have nothing above it.
  const floor = before.start === 0 ? 0 : 1;
  const isWhole = length === before.ids.length;
  const start = isWhole ? before.start : Math.max(floor, run.start - length);
  run.startEra = start === before.start ? before.startEra : approximate;
  run.start = start;
  run.ids = kept.concat(run.ids);
}

/**
 * Puts the rows of `after` from `index` on behind `run`, whose end was read and is not the list's.
 *
 * @param count the list's length
 */
export function append(run: Run, after: Run, index: number, count: number | undefined): void {
  const kept = after.ids.slice(index);
  if (kept.length === 0) return;
  const end = run.end + kept.length;
  // Rows that moved although the list is as long as before: others added and deleted as many.
  const isExact = after.endEra === run.endEra && after.end === end;
  // Some of them may be gone: that nothing comes behind them is known only if it was seen at this length of the list.
  const ceiling = after.tailEra === run.endEra ? end : Math.max(run.end, (count ?? end + 1) - 1);
  run.end = isExact ? after.end : Math.min(end, ceiling);
  run.endEra = isExact ? after.endEra : approximate;
  run.tailEra = after.tailEra;
  run.ids = run.ids.concat(kept);
}

/** Leaves a position between any two runs, where there may be unknown rows. @param placed index of a run that is new */
export function keepApart(runs: readonly Run[], placed: number): void {
  const [run, left] = [runs[placed], runs[placed - 1]];
  if (run && left && left.end >= run.start) {
    run.start = left.end + 1;
    run.startEra = approximate;
    if (run.end <= run.start) {
      run.end = run.start + 1;
      run.endEra = approximate;
    }
  }
  for (let index = placed + 1; index < runs.length; index++) {
    const [previous, next] = [runs[index - 1], runs[index]];
    if (!previous || !next) return;
    if (next.start > previous.end) continue;
    const moved = previous.end + 1 - next.start;
    next.start += moved;
    next.end += moved;
    next.startEra = approximate;
    next.endEra = approximate;
  }
}
