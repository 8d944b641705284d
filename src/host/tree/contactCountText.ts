import * as l10n from '@vscode/l10n';
import { numberText } from '../../core/numberText.ts';

/** "1,000 contacts"; "" if the number is unknown. */
export function contactCountText(count: number | undefined, language: string): string {
  if (count === undefined) return '';
  return count === 1 ? l10n.t('1 contact') : l10n.t('{0} contacts', numberText(count, language));
}
