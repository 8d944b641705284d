import type { Book } from '../../core/book/book.ts';
import { type RefreshReport, reportOfScan } from '../../core/book/refreshReport.ts';
import { mustBeWhole } from '../../core/book/scan/unreadPages.ts';
import type { Clock } from '../../core/ports.ts';
import type { MatchRows } from './matchRows.ts';

/**
 * Reads again what is known of an account: the whole list where all of it was read before or matches are shown, else the
 * pages that the list shows. Rejects with the ApiError, with UnreadPages, or with the signal's reason.
 */
export async function readAgain(
  book: Book,
  matches: MatchRows | undefined,
  clock: Clock,
  signal: AbortSignal,
): Promise<RefreshReport> {
  const { search, coverage } = book;
  // An account that was empty may have been filled since, and who has not asked for all of it gets the first page.
  const isAllKnown = search.hasReadAll || (coverage.isComplete && coverage.read > 0);
  if (!matches && !isAllKnown) return await book.refresh({ signal });
  const scan = matches ? await matches.readAll(signal) : await search.scan(clock, signal);
  mustBeWhole(scan);
  // The list has changed faster than it could be read: its rows are still as they were.
  if (!scan.isComplete) await book.refresh({ signal });
  return reportOfScan(scan);
}
