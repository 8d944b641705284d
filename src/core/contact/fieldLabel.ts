import * as l10n from '@vscode/l10n';
import { pointerSteps } from './jsonPointer.ts';

/** What the form calls a documented key of a card or of a messenger; any other key is its own name. */
export function fieldLabel(key: string): string {
  switch (key) {
    case 'id':
      return l10n.t('Id');
    case 'responsibleUserId':
      return l10n.t('Responsible person');
    case 'name':
      return l10n.t('Name');
    case 'contactData':
      return l10n.t('Messengers');
    case 'uri':
      return l10n.t('Link to the card in the CRM');
    case 'chatType':
      return l10n.t('Messenger');
    case 'chatId':
      return l10n.t('Chat id');
    case 'username':
      return l10n.t('Username');
    case 'phone':
      return l10n.t('Phone');
    default:
      return key;
  }
}

/** What the form calls the place of a JSON pointer into a card: "Name", "Messenger 2: Phone". */
export function placeLabel(pointer: string): string {
  const [key = '', row, rowKey] = pointerSteps(pointer);
  if (row === undefined) return fieldLabel(key);
  const number = Number(row) + 1;
  return rowKey === undefined
    ? l10n.t('Messenger {0}', number)
    : l10n.t('Messenger {0}: {1}', number, fieldLabel(rowKey));
}
