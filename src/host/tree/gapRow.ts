import * as l10n from '@vscode/l10n';
import { apiErrorWords } from '../../core/api/describeApiError.ts';
import { pageSize } from '../../core/api/readRoutes.ts';
import type { GapPart } from '../../core/book/bookPart.ts';
import { numberText } from '../../core/numberText.ts';

/** What the tree says of contacts that were not read, and what a click on it does. */
export interface GapRowText {
  readonly label: string;
  readonly description: string;
  /** The name of a codicon. */
  readonly icon: string;
  /** `replaceKey` where only another key can help. */
  readonly action: 'load' | 'replaceKey' | undefined;
}

/** What else is known of the list that a gap is in. */
export interface GapSurroundings {
  /** Contacts that were read. */
  readonly read: number;
  /** Contacts in the account; undefined if the server gives no count. */
  readonly count: number | undefined;
  /** Whether this is the only gap, at the end of the list. */
  readonly isTail: boolean;
  readonly language: string;
}

/** The texts of a gap's row. */
export function gapRow(gap: GapPart, around: GapSurroundings): GapRowText {
  if (gap.isLoading) {
    return {
      label: l10n.t('Loading contacts…'),
      description: '',
      icon: 'loading~spin',
      action: undefined,
    };
  }
  if (gap.failure) return failedRow(gap.failure.error);
  const { label, description } = loadText(gap, around);
  return { label, description, icon: 'fold-down', action: 'load' };
}

function failedRow(error: Parameters<typeof apiErrorWords>[0]): GapRowText {
  const description = apiErrorWords(error);
  switch (error.reason) {
    case 'unauthorised':
      return { label: l10n.t('Sign in again'), description, icon: 'key', action: 'replaceKey' };
    case 'forbidden':
      return { label: l10n.t('Use another key'), description, icon: 'key', action: 'replaceKey' };
    default:
      return { label: l10n.t('Try again'), description, icon: 'error', action: 'load' };
  }
}

function loadText(
  { from, to }: GapPart,
  { read, count, isTail, language }: GapSurroundings,
): Pick<GapRowText, 'label' | 'description'> {
  const text = (value: number) => numberText(value, language);
  if (to === undefined || (isTail && count === undefined)) {
    return { label: l10n.t('Load next 100 · {0} loaded', text(read)), description: '' };
  }
  if (isTail) {
    return {
      label: l10n.t('Load next 100 · {0} of {1}', text(read), text(count ?? to)),
      description: '',
    };
  }
  const [first, last] = [text(from + 1), text(to)];
  if (to - from === 1) return { label: l10n.t('Load contact {0}', last), description: '' };
  if (to - from <= pageSize) {
    return { label: l10n.t('Load contacts {0}–{1}', first, last), description: '' };
  }
  return {
    label: l10n.t('Load next 100 · {0}–{1}', first, last),
    description: l10n.t('not loaded'),
  };
}
