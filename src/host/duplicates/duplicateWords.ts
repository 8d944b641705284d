import * as l10n from '@vscode/l10n';
import type { DuplicateGroup } from '../../core/audit/duplicates/duplicateGroup.ts';
import type { MergeChoice } from '../../core/audit/duplicates/uniteCards.ts';
import { type Contact, textOf } from '../../core/contact/contact.ts';
import { contactTitle } from '../../core/contact/describeContact.ts';
import { shownText } from '../../core/contact/shownText.ts';
import { numberText } from '../../core/numberText.ts';
import { accountText, contactRow, messengerOf, responsibleText } from '../tree/contactRow.ts';

/** So many names, or things that are shared, are told of a group. */
const mostTold = 3;

type NameOf = (userId: string) => string | undefined;

/** "Anna Petrova, Анна Петрова": each name once. */
export function namesOf(cards: readonly Contact[]): string {
  return shortList([...new Set(cards.map(contactTitle))]);
}

/** "2 cards". */
export function cardCount(count: number, language: string): string {
  return l10n.t('{0} cards', numberText(count, language));
}

/** "same WhatsApp +79011112233", "same phone number +79011112233". */
export function sharedText({ evidence, shared }: DuplicateGroup): string {
  return evidence === 'phone'
    ? l10n.t('same phone number {0}', shortList(shared.map(accountText)))
    : l10n.t('same {0}', shortList(shared.map((row) => `${messengerOf(row)} ${accountText(row)}`)));
}

/** A card in a line: its messengers, its responsible person and its link. */
export function cardText(card: Contact, nameOf: NameOf): string {
  return [
    contactRow(card, nameOf, 0).description,
    responsibleText(card, nameOf),
    shownText(textOf(card.uri)),
  ]
    .filter((text) => text !== '')
    .join(' · ');
}

/** "Anna Petrova (crm-1)": two of them may have one name. */
export function titleWithId(card: Contact): string {
  return `${contactTitle(card)} (${shownText(card.id)})`;
}

/** What is chosen, for a question: "name", "username of Telegram 11". */
export function choicePlace({ field, row }: MergeChoice): string {
  switch (field) {
    case 'name':
      return l10n.t('name');
    case 'responsibleUserId':
      return l10n.t('responsible person');
    case 'uri':
      return l10n.t('link to the CRM');
    case 'username':
    case 'phone': {
      const chatId = shownText(textOf(row?.chatId));
      const messenger = row ? messengerOf(row) : '';
      return field === 'username'
        ? l10n.t('username of {0}', `${messenger} ${chatId}`.trim())
        : l10n.t('phone of {0}', `${messenger} ${chatId}`.trim());
    }
  }
}

/** One of the values of a choice. */
export function choiceValue({ field }: MergeChoice, value: string, nameOf: NameOf): string {
  switch (field) {
    case 'responsibleUserId':
      return shownText(nameOf(value) ?? value);
    case 'username':
    case 'phone':
      return accountText({ [field]: value });
    default:
      return shownText(value);
  }
}

function shortList(texts: readonly string[]): string {
  const more = texts.length > mostTold ? ['…'] : [];
  return [...texts.slice(0, mostTold), ...more].join(', ');
}
