import { type ListPage, readOn } from './readOn.ts';
import type { Rows } from './rows.ts';
import type { Run } from './run.ts';

/**
 * Reads again what `old` knows into `fresh`: one request for each hundred rows of a run, from its start until its last
 * row was seen or passed, and of a list that was known as a whole what comes after it now. Of a list of which nothing is
 * known, the page that failed. Rejects as `list` does; `fresh` is then not complete.
 *
 * @param failedAt position of the page that could not be read, if there is one
 */
export async function refreshRows(
  old: Rows,
  fresh: Rows,
  list: ListPage,
  failedAt: number | undefined,
): Promise<void> {
  for (const run of [...old.runs]) {
    await readRows(fresh, run.start, () => lookUntil(run, old, fresh), list);
  }
  if (old.runs.length > 0) {
    const end = fresh.runs.at(-1)?.end ?? 0;
    if (old.isWhole) await readRows(fresh, end, () => fresh.total ?? end, list);
  } else if (old.isRead || failedAt !== undefined) {
    await readOn(fresh, failedAt ?? 0, list);
  }
}

/** Reads from a position on, until one that changes with what was read. */
async function readRows(
  fresh: Rows,
  from: number,
  until: () => number,
  list: ListPage,
): Promise<void> {
  for (let at = from; at < until(); ) {
    if (!fresh.runAt(at)) await readOn(fresh, at, list);
    const reached = fresh.runAt(at);
    if (!reached) break;
    at = reached.end;
  }
}

/** The position before which the rest of `run` must be: additions may have moved its rows down by as many. */
function lookUntil(run: Run, old: Rows, fresh: Rows): number {
  const last = run.ids.at(-1);
  if (last === undefined || fresh.contacts.has(last)) return 0;
  const grown = Math.max(0, old.growthSince(run, fresh.count));
  return Math.min(run.end + grown, fresh.total ?? Number.POSITIVE_INFINITY);
}
