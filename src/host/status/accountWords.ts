import * as l10n from '@vscode/l10n';
import type { ScanProgress } from '../../core/book/search/bookSearch.ts';
import { contactCountText } from '../tree/contactCountText.ts';
import { readCountText } from '../tree/readCountText.ts';

/** What the status bar knows of an account. */
export interface AccountFacts {
  readonly isReadOnly: boolean;
  readonly isSignedOut: boolean;
  /** How many of its contacts are known; undefined before it is opened. */
  readonly known: number | undefined;
  /** How many contacts it has, if that is known. */
  readonly count: number | undefined;
  /** How far the reading of the whole list is, while it is read. */
  readonly reading: ScanProgress | undefined;
}

/** "1,000 contacts", "100 of 1,000 read", "signed out": what is known of an account; "" if nothing is. */
export function accountWords(facts: AccountFacts, language: string): string {
  return [stateWords(facts, language), facts.isReadOnly ? l10n.t('read-only') : '']
    .filter(Boolean)
    .join(', ');
}

function stateWords(facts: AccountFacts, language: string): string {
  const { isSignedOut, known = 0, count, reading } = facts;
  if (isSignedOut) return l10n.t('signed out');
  if (reading) return readCountText(reading.read, reading.count, language);
  return count !== undefined && known < count
    ? readCountText(known, count, language)
    : contactCountText(count, language);
}
