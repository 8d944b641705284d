import * as l10n from '@vscode/l10n';
import { numberText } from '../../core/numberText.ts';
import type { MatchCount } from './matchRows.ts';

/** "12 of 3,180": how many contacts fit a filter, of how many; "" while that is not known. */
export function matchCountText({ total, count }: MatchCount, language: string): string {
  if (total === undefined) return '';
  const text = (value: number) => numberText(value, language);
  return count === undefined ? text(total) : l10n.t('{0} of {1}', text(total), text(count));
}
