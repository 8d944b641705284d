import { pageSize } from '../api/readRoutes.ts';
import { joinPages, type ReadPage } from './readPage.ts';
import type { Rows } from './rows.ts';

/** One request for the page at this offset. */
export type ListPage = (offset: number) => Promise<ReadPage>;

const attempts = 3;

/**
 * Reads the page at `offset` into `rows`: one request, as long as nobody else changes the list.
 *
 * If the page should follow rows read before, that has to hold in spite of additions and deletions in between. It does
 * if the list's `count` is the same, or if the page begins with rows that are known already (they moved down). In any
 * other case rows may have moved up past the border unseen, so pages are read backwards from the border until one
 * shows a known row; all of them together follow on from that row. If none is found within the place where the known
 * rows were, or down to position 0, those rows are gone, or will be found again where they are now.
 *
 * What the API gives no way to see: additions and deletions that leave `count` as it was. Reading everything again
 * (`refresh`) shows them.
 *
 * Rejects as `list` does; nothing has changed in `rows` then.
 */
export async function readOn(rows: Rows, offset: number, list: ListPage): Promise<void> {
  let at = offset;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const next = await readOnce(rows, at, list);
    if (next === undefined) return;
    at = next;
  }
}

/** Returns where to read on if what was read first does not follow what was read backwards. */
async function readOnce(rows: Rows, offset: number, list: ListPage): Promise<number | undefined> {
  const page = await list(offset);
  const run = offset > 0 ? rows.runEndingAt(offset) : undefined;
  if (!run || rows.continues(run, page)) {
    rows.place(page);
    return undefined;
  }
  let joined = page;
  let hasChanged = false;
  const counts = [page.count];
  // So many rows may have moved up as the count fell, and a page more.
  const fell = Math.max(0, -rows.growthSince(run, page.count));
  const stop = Math.max(0, run.start - fell - pageSize);
  for (let at = offset; at > stop && !rows.overlaps(run, joined); ) {
    at = Math.max(0, at - pageSize);
    const earlier = await list(at);
    counts.push(earlier.count);
    // Another change, or a server with smaller pages: what was read later need not follow this page.
    const follows =
      earlier.count === joined.count &&
      (joined.rows === 0 || earlier.offset + earlier.rows >= joined.offset);
    joined = follows ? joinPages(earlier, joined) : earlier;
    hasChanged ||= !follows;
  }
  // A page that is not placed has told of a change all the same: the count may be back where it was by now.
  for (const count of counts) rows.noteCount(count);
  if (!rows.overlaps(run, joined)) rows.forget(run);
  rows.place(joined);
  const end = joined.offset + joined.rows;
  return hasChanged && joined.rows > 0 && rows.runEndingAt(end) ? end : undefined;
}
