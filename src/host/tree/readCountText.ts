import * as l10n from '@vscode/l10n';
import { numberText } from '../../core/numberText.ts';

/** "412 of 3,180 read": how far the reading of a list has come. @param count how long it is, if known */
export function readCountText(read: number, count: number | undefined, language: string): string {
  const text = (value: number) => numberText(value, language);
  return count === undefined
    ? l10n.t('{0} read', text(read))
    : l10n.t('{0} of {1} read', text(read), text(count));
}
