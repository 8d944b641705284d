import * as l10n from '@vscode/l10n';
import type { Settlement } from '../../core/change/settleOperation.ts';

/** Why nothing was done about an operation that was interrupted; undefined where something was, or was called off. */
export function settlementWords(settlement: Settlement): string | undefined {
  switch (settlement) {
    case 'taken':
      return l10n.t('Another window is at this just now. Nothing was sent from here.');
    case 'settledBefore':
      return l10n.t('This was settled in another window meanwhile. Nothing was sent from here.');
    case 'gone':
      return l10n.t('The history has no such operation (any more).');
    case 'settled':
    case 'open':
      return undefined;
  }
}
