import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { numberText } from '../../core/numberText.ts';

/** Why there is nobody at a position (from 0) of a list. @param count of its contacts, if known */
export function beyondText(offset: number, count: number | undefined): string {
  const text = (value: number) => numberText(value, vscode.env.language);
  return count === undefined
    ? l10n.t('There is no contact at position {0}.', text(offset + 1))
    : l10n.t(
        'There is no contact at position {0}: this account has {1}.',
        text(offset + 1),
        text(count),
      );
}
