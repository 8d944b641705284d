import * as l10n from '@vscode/l10n';
import type { ApiError } from '../../api/apiError.ts';
import { numberText } from '../../numberText.ts';
import type { FailedPage, ScanCoverage } from './scanList.ts';

/** The list could not be read as a whole. In words: `unreadWords`. */
export class UnreadPages extends Error {
  /** In order; one at least. */
  readonly failed: readonly [FailedPage, ...FailedPage[]];

  constructor(failed: UnreadPages['failed']) {
    super('pages of the list could not be read', { cause: failed[0].error });
    this.failed = failed;
  }
}

/** @throws UnreadPages if a page could not be read, so that what was found is not to be taken for all */
export function mustBeWhole({ failed: [first, ...others] }: Pick<ScanCoverage, 'failed'>): void {
  if (first) throw new UnreadPages([first, ...others]);
}

/** "Contacts 301–400 could not be read": which pages failed. @param language that of the numbers */
export function unreadText(
  [{ offset, end }, ...others]: UnreadPages['failed'],
  language: string,
): string {
  const number = (value: number) => numberText(value, language);
  const [first, last] = [number(offset + 1), number(end)];
  if (others.length === 1) {
    return l10n.t('Contacts {0}–{1} and 1 more page could not be read', first, last);
  }
  if (others.length > 1) {
    const more = number(others.length);
    return l10n.t('Contacts {0}–{1} and {2} more pages could not be read', first, last, more);
  }
  return offset + 1 === end
    ? l10n.t('Contact {0} could not be read', last)
    : l10n.t('Contacts {0}–{1} could not be read', first, last);
}

/** Which pages failed, and why the first of them did. @param wordsOf the words for that @param language that of the numbers */
export function unreadWords(
  failed: UnreadPages['failed'],
  wordsOf: (error: ApiError) => string,
  language: string,
): string {
  return `${unreadText(failed, language)}: ${wordsOf(failed[0].error)}`;
}
