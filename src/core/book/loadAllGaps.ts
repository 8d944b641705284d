import { mostPages } from './readPage.ts';
import type { Rows } from './rows.ts';

/** How far a long reading is. */
export interface LoadProgress {
  readonly signal: AbortSignal;
  /** @param total undefined where the server gives no count */
  readonly onProgress?: (read: number, total: number | undefined) => void;
}

/** After so many pages without anything new, or of one gap, the server or others are in the way of reading all. */
const patience = 3;

/**
 * Reads all gaps, page by page from the top. Rejects as `loadPage` does.
 *
 * @param rows gives the present rows: a refresh may replace them between two pages
 */
export async function loadAllGaps(
  rows: () => Rows,
  loadPage: (offset: number) => Promise<void>,
  onProgress: LoadProgress['onProgress'],
): Promise<void> {
  const visits = new Map<number, number>();
  let pages = 0;
  for (let idle = 0; idle < patience && pages < mostPages; pages++) {
    const before = rows().contacts.size - rows().gaps().length;
    const gap = rows()
      .gaps()
      .find(({ from }) => (visits.get(from) ?? 0) < patience);
    if (!gap) break;
    visits.set(gap.from, (visits.get(gap.from) ?? 0) + 1);
    await loadPage(gap.from);
    onProgress?.(rows().contacts.size, rows().total);
    idle = rows().contacts.size - rows().gaps().length > before ? 0 : idle + 1;
  }
}
