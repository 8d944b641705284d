import * as l10n from '@vscode/l10n';
import { placeLabel } from '../../core/contact/fieldLabel.ts';

/** What the form calls the place of a problem: the label of its field, its row or its list, or the card. */
export function placeWords(place: string | undefined): string {
  // The messenger's own field names its row.
  return place ? placeLabel(place.replace(/\/chatType$/, '')) : l10n.t('Contact');
}
