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
 * The items of contacts. VS Code marks what was typed only where it stands letter by letter: what was found in another
 * spelling, in another order or in what an item does not show stands in front of its details as it was typed.
 *
 * @param nameOf the name of a user, if known
 */
export function foundItems(
  contacts: readonly Contact[],
  typed: string,
  nameOf: (userId: string) => string | undefined,
): readonly FoundItem[] {
  const found = asTyped(typed);
  const isMarked = (texts: readonly string[]) =>
    texts.some((text) => text.toLowerCase().includes(typed.trim().toLowerCase()));
  return contacts.map((contact) =>
    foundItem(contact, nameOf, (shown, texts) => (isMarked(shown) ? undefined : found(texts))),
  );
}

/** @param unmarked what was found as it was typed, where what is shown does not have it so */
function foundItem(
  contact: Contact,
  nameOf: (userId: string) => string | undefined,
  unmarked: (shown: readonly string[], texts: readonly string[]) => string | undefined,
): FoundItem {
  const row = contactRow(contact, nameOf, 0);
  const responsible = responsibleText(contact, nameOf);
  const uri = textOf(contact.uri);
  const details = [
    ...(responsible === '' ? [] : [l10n.t('responsible {0}', responsible)]),
    ...(row.label === contact.id ? [] : [l10n.t('id {0}', shownText(contact.id))]),
    ...(uri === '' ? [] : [shownText(uri)]),
  ];
  const texts = searchedTexts(contact).map((text) => shownText(text));
  const found = unmarked(
    [row.label, row.description, details.join(' · ')],
    [...texts, responsible],
  );
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
