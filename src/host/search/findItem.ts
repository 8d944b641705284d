import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { asTyped } from '../../core/book/search/asTyped.ts';
import { searchedTexts } from '../../core/book/search/contactIndex.ts';
import { type Contact, textOf } from '../../core/contact/contact.ts';
import { shownText } from '../../core/contact/shownText.ts';
import { contactRow, responsibleText } from '../tree/contactRow.ts';
import { withoutIcons } from './withoutIcons.ts';

/** A contact that was found, in the list of Find Contact…. */
export interface FoundItem extends vscode.QuickPickItem {
  readonly contact: Contact;
}

/** What can be done with a contact besides opening it. */
export interface FindButton extends vscode.QuickInputButton {
  readonly command: 'wazzup.openAsJson' | 'wazzup.copyJson' | 'wazzup.openInCrm';
}

/**
 * The item of a contact. VS Code marks what was typed only where it stands letter by letter: what was found in another
 * spelling, in another order or in what the item does not show stands in front of the details as it was typed.
 *
 * @param nameOf the name of a user, if known
 */
export function foundItem(
  contact: Contact,
  typed: string,
  nameOf: (userId: string) => string | undefined,
): FoundItem {
  const row = contactRow(contact, nameOf, 0);
  const responsible = responsibleText(contact, nameOf);
  const uri = textOf(contact.uri);
  const details = [
    ...(responsible === '' ? [] : [l10n.t('responsible {0}', responsible)]),
    ...(row.label === contact.id ? [] : [l10n.t('id {0}', shownText(contact.id))]),
    ...(uri === '' ? [] : [shownText(uri)]),
  ];
  const shown = [row.label, row.description, details.join(' · ')].join('\n').toLowerCase();
  const found = shown.includes(typed.trim().toLowerCase())
    ? undefined
    : asTyped(typed, [...searchedTexts(contact).map((text) => shownText(text)), responsible]);
  if (found !== undefined) details.unshift(shownText(found));
  return {
    contact,
    label: withoutIcons(row.label),
    description: withoutIcons(row.description),
    detail: withoutIcons(details.join(' · ')),
    // VS Code's own filter does not know other spellings of numbers.
    alwaysShow: true,
    buttons: buttonsOf(uri),
  };
}

function buttonsOf(uri: string): readonly FindButton[] {
  const icon = (name: string) => new vscode.ThemeIcon(name);
  return [
    { command: 'wazzup.openAsJson', iconPath: icon('json'), tooltip: l10n.t('Open as JSON') },
    { command: 'wazzup.copyJson', iconPath: icon('copy'), tooltip: l10n.t('Copy as JSON') },
    ...(/^https?:\/\//i.test(uri)
      ? [
          {
            command: 'wazzup.openInCrm' as const,
            iconPath: icon('link-external'),
            tooltip: l10n.t('Open in CRM'),
          },
        ]
      : []),
  ];
}
