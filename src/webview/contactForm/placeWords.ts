import * as l10n from '@vscode/l10n';

/** What the form calls the place of a problem: the label of its field, its row or its list. */
export function placeWords(place: string | undefined): string {
  const [, row, field] = /^\/contactData\/(\d+)(?:\/(\w+))?$/.exec(place ?? '') ?? [];
  if (row !== undefined) {
    const number = Number(row) + 1;
    const label = fieldLabel(field);
    return label === undefined
      ? l10n.t('Messenger {0}', number)
      : l10n.t('Messenger {0}: {1}', number, label);
  }
  switch (place) {
    case '/name':
      return l10n.t('Name');
    case '/responsibleUserId':
      return l10n.t('Responsible person');
    case '/uri':
      return l10n.t('Link to the card in the CRM');
    case '/id':
      return l10n.t('Id');
    case '/contactData':
      return l10n.t('Messengers');
    default:
      return l10n.t('Contact');
  }
}

/** The label of a row's field; undefined of the messenger itself and of the whole row. */
export function fieldLabel(field: string | undefined): string | undefined {
  switch (field) {
    case 'chatId':
      return l10n.t('Chat id');
    case 'username':
      return l10n.t('Username');
    case 'phone':
      return l10n.t('Phone');
    default:
      return undefined;
  }
}
