import * as l10n from '@vscode/l10n';
import { unreadText } from '../../core/book/scan/unreadPages.ts';
import type { BookSearch } from '../../core/book/search/bookSearch.ts';
import type { Clock } from '../../core/ports.ts';
import { agoText } from '../tree/agoText.ts';
import { keptSinceText } from '../tree/keptSinceText.ts';
import { readCountText } from '../tree/readCountText.ts';

/**
 * How far the list is read in which somebody searches, and what of it could not be read; or when it was, if that is some
 * time ago or it was kept on disk since. "" if there is nothing to say.
 */
export function readStateText(
  search: Pick<BookSearch, 'progress' | 'last' | 'keptSince' | 'isFresh'>,
  clock: Clock,
  language: string,
): string {
  const { keptSince } = search;
  return [
    ...(keptSince === undefined ? [] : [keptSinceText(keptSince, language)]),
    readText(search, clock, language),
  ]
    .filter(Boolean)
    .join(' · ');
}

function readText(
  search: Pick<BookSearch, 'progress' | 'last' | 'isFresh'>,
  clock: Clock,
  language: string,
): string {
  const { progress, last } = search;
  if (progress) return readCountText(progress.read, progress.count, language);
  if (!last || search.isFresh(clock)) return '';
  if (last.isComplete) return l10n.t('read {0}', agoText(clock.now() - last.at, language));
  const [failed, ...others] = last.failed;
  const count = readCountText(last.read, last.count, language);
  return failed ? `${count} · ${unreadText([failed, ...others], language)}` : count;
}
