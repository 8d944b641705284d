import { unreadText } from '../../core/book/scan/unreadPages.ts';
import type { BookSearch } from '../../core/book/search/bookSearch.ts';
import { keptSinceText } from '../tree/keptSinceText.ts';
import { readCountText } from '../tree/readCountText.ts';

/**
 * How far the list is read in which somebody searches, and what of it could not be read, or as of when it is if it was
 * kept on disk; "" if all was read.
 */
export function readStateText(
  search: Pick<BookSearch, 'progress' | 'last' | 'keptSince'>,
  language: string,
): string {
  const { keptSince } = search;
  return [
    ...(keptSince === undefined ? [] : [keptSinceText(keptSince, language)]),
    readText(search, language),
  ]
    .filter(Boolean)
    .join(' · ');
}

function readText(
  { progress, last }: Pick<BookSearch, 'progress' | 'last'>,
  language: string,
): string {
  if (progress) return readCountText(progress.read, progress.count, language);
  if (!last || last.isComplete) return '';
  const [failed, ...others] = last.failed;
  const count = readCountText(last.read, last.count, language);
  return failed ? `${count} · ${unreadText([failed, ...others])}` : count;
}
