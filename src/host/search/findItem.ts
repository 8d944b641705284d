import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
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

/** The item of a contact. @param nameOf the name of a user, if known */
export function foundItem(
  contact: Contact,
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
