import * as l10n from '@vscode/l10n';
import { apiErrorWords } from '../../core/api/describeApiError.ts';
import type { ScanCoverage } from '../../core/book/scan/scanList.ts';
import { unreadWords } from '../../core/book/scan/unreadPages.ts';
import type { BookSearch, ScanProgress } from '../../core/book/search/bookSearch.ts';
import { numberText } from '../../core/numberText.ts';
import type { AccountRow } from './accountRows.ts';
import { agoText } from './agoText.ts';
import { keptSinceText } from './keptSinceText.ts';
import type { Message } from './messageNode.ts';
import { readCountText } from './readCountText.ts';

/** While the account is opened. */
export function loadingMessage(): Message {
  return { name: 'loading', label: l10n.t('Loading contacts…'), icon: 'loading~spin' };
}

/** The key has vanished from the secret store. */
export function signedOutMessage(): Message {
  return {
    name: 'signedOut',
    label: l10n.t('Sign in again'),
    description: l10n.t('The API key is not in the secret store any more.'),
    icon: 'key',
    command: 'wazzup.replaceKey',
  };
}

/** The account could not be opened. @param words what happened and what to do */
export function failedMessage(words: string): Message {
  return {
    name: 'failed',
    label: l10n.t('Try again'),
    description: words,
    icon: 'error',
    command: 'wazzup.refresh',
  };
}

/** While the whole list is read. @param keptSince as of `BookSearch` */
export function readingMessage(
  { read, count }: ScanProgress,
  keptSince: number | undefined,
  language: string,
): Message {
  const progress = readCountText(read, count, language);
  return {
    name: 'reading',
    label: keptSince === undefined ? l10n.t('Reading all contacts…') : l10n.t('Checking…'),
    // When it was read comes first: the row may be cut.
    description:
      keptSince === undefined ? progress : `${keptSinceText(keptSince, language)} · ${progress}`,
    icon: 'loading~spin',
    ability: 'reading',
  };
}

/** How much of the whole list is known. */
interface ReadState extends Pick<BookSearch, 'keptSince'> {
  readonly last: ScanCoverage | undefined;
  /** How many contacts were read at any time. */
  readonly index: { readonly size: number };
}

/** The whole list was not read, or could not be. */
export function incompleteMessage(
  { last, index, keptSince }: ReadState,
  language: string,
): Message {
  const [failed, ...others] = last?.failed ?? [];
  const description =
    keptSince === undefined
      ? readCountText(index.size, last?.count, language)
      : l10n.t('{0}, not checked', keptSinceText(keptSince, language));
  return {
    name: 'incomplete',
    label: failed ? l10n.t('Read again') : l10n.t('Read all contacts'),
    // First what is missing: the row may be cut.
    description: failed ? unreadWords([failed, ...others], apiErrorWords, language) : description,
    icon: failed ? 'error' : 'info',
    command: 'wazzup.loadAll',
  };
}

/** The whole list was read, but some time ago. @param ageMs how long */
export function oldMessage(ageMs: number, language: string): Message {
  return {
    name: 'old',
    label: l10n.t('Read {0}', agoText(ageMs, language)),
    description: l10n.t('Refresh to see it as it is.'),
    icon: 'history',
    command: 'wazzup.refresh',
  };
}

/** There is nothing to show. */
export function noMatchMessage(isFiltered: boolean): Message {
  return isFiltered
    ? {
        name: 'noMatch',
        label: l10n.t('No contact fits'),
        description: l10n.t('Clear the filter'),
        icon: 'info',
        command: 'wazzup.clearFilter',
      }
    : emptyMessage();
}

function emptyMessage(): Message {
  return {
    name: 'empty',
    label: l10n.t('No contacts yet'),
    description: l10n.t('Create the first one'),
    icon: 'info',
    command: 'wazzup.newContact',
  };
}

/** The row of a note. */
export function noteMessage(
  row: Exclude<AccountRow, { readonly kind: 'contact' | 'block' | 'gap' }>,
  language: string,
): Message {
  const text = (value: number) => numberText(value, language);
  switch (row.kind) {
    case 'empty':
      return emptyMessage();
    case 'countChanged':
      return {
        name: 'note',
        label: l10n.t('{0} contacts now, {1} before', text(row.now), text(row.before)),
        description: l10n.t('Others changed the list. Refresh to see it as it is.'),
        icon: 'info',
        command: 'wazzup.refresh',
      };
    case 'incomplete':
      return {
        name: 'note',
        label:
          row.count === undefined || row.count === row.read
            ? l10n.t('The list changed while it was read')
            : l10n.t('{0} of {1} contacts could be read', text(row.read), text(row.count)),
        description: l10n.t('Refresh to see it as it is.'),
        icon: 'info',
        command: 'wazzup.refresh',
      };
  }
}
