import * as l10n from '@vscode/l10n';
import { isObject, rowKeys, textOf } from '../../core/contact/contact.ts';
import { shownText } from '../../core/contact/shownText.ts';
import type { FieldDifference } from '../../core/transfer/compare/fieldDifferences.ts';
import { accountText, messengerOf } from '../tree/contactRow.ts';

/** A value is shown up to so many UTF-16 units. */
const shownLength = 80;

/** "Name: Anna → Anna Petrova": what Wazzup holds, then what the file says. */
export function differenceText(
  difference: FieldDifference,
  nameOf: (userId: string) => string | undefined,
): string {
  const { inWazzup, inFile } = difference;
  const brief = [inWazzup, inFile].map((value) => valueText(difference, value, nameOf));
  const [before, after] = brief[0] === brief[1] ? [inWazzup, inFile].map(allOf) : brief;
  return l10n.t('{0}: {1} → {2}', fieldText(difference), before ?? '', after ?? '');
}

/** What a difference is in: a field, or a messenger. */
export function fieldText({ field, inWazzup, inFile }: FieldDifference): string {
  switch (field) {
    case 'id':
      return l10n.t('Id');
    case 'name':
      return l10n.t('Name');
    case 'responsibleUserId':
      return l10n.t('Responsible');
    case 'uri':
      return l10n.t('Link to the CRM');
    case 'contactData': {
      const row = [inWazzup, inFile].find(isObject);
      return row ? messengerOf(row) : l10n.t('Messengers');
    }
  }
}

function valueText(
  { field }: FieldDifference,
  value: unknown,
  nameOf: (userId: string) => string | undefined,
): string {
  if (field === 'responsibleUserId' && typeof value === 'string') {
    return shownText(nameOf(value) ?? value, shownLength);
  }
  const account = field === 'contactData' && isObject(value) ? accountText(value) : '';
  return account === '' ? allOf(value) : shownText(account, shownLength);
}

function allOf(value: unknown): string {
  if (value === undefined || value === '') return l10n.t('nothing');
  const texts = isObject(value) ? rowKeys.map((key) => textOf(value[key])).filter(Boolean) : [];
  const all = texts.length > 0 ? texts.join(' ') : (JSON.stringify(value) ?? '');
  return shownText(typeof value === 'string' ? value : all, shownLength);
}
