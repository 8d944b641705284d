import { type ListPage, readOn } from './readOn.ts';
import type { Rows } from './rows.ts';
import type { Run } from './run.ts';

/**
 * Reads again what `old` knows into `fresh`: one request for each hundred rows of a run, from its start until its last
 * row was seen or passed. Rejects as `list` does; `fresh` is then not complete.
 */
export async function refreshRows(old: Rows, fresh: Rows, list: ListPage): Promise<void> {
  for (const run of [...old.runs]) {
    for (let at = run.start; at < lookUntil(run, old, fresh); ) {
      if (!fresh.runAt(at)) await readOn(fresh, at, list);
      const reached = fresh.runAt(at);
      if (!reached) break;
      at = reached.end;
    }
  }
}

/** The position before which the rest of `run` must be: additions may have moved its rows down by as many. */
function lookUntil(run: Run, old: Rows, fresh: Rows): number {
  const last = run.ids.at(-1);
  if (last === undefined || fresh.contacts.has(last)) return 0;
  const grown = Math.max(0, old.growthSince(run, fresh.count));
  return Math.min(run.end + grown, fresh.total ?? Number.POSITIVE_INFINITY);
}
