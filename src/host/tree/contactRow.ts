import * as l10n from '@vscode/l10n';
import {
  type Contact,
  type ContactRow,
  chatTypes,
  rowsOf,
  textOf,
} from '../../core/contact/contact.ts';
import { contactTitle, primaryChat } from '../../core/contact/describeContact.ts';
import { shownText } from '../../core/contact/shownText.ts';
import { messengerName } from '../../protocol/messengers.ts';

/** A card's messenger accounts that fit beside its name. */
const rowLimit = 3;

/** What the tree says of a contact. */
export interface ContactRowText {
  readonly label: string;
  readonly description: string;
  /** The same for a screen reader, with the responsible person and the number of problems. */
  readonly spoken: string;
  /** Abilities for `when` clauses, separated by spaces. */
  readonly abilities: string;
  /** The file name of its picture in media/icons; undefined where it has no messenger. */
  readonly icon: string | undefined;
}

/**
 * The texts of a contact's row.
 *
 * @param nameOf the name of a user, if known
 * @param errors how many values the API would refuse
 */
export function contactRow(
  contact: Contact,
  nameOf: (userId: string) => string | undefined,
  errors: number,
): ContactRowText {
  const rows = rowsOf(contact);
  const label = oneLine(contactTitle(contact));
  const shown = rows.slice(0, rowLimit).map(messengerText);
  if (rows.length > rowLimit) shown.push(l10n.t('{0} more', rows.length - rowLimit));
  const responsible = responsibleText(contact, nameOf);
  const spoken = [
    label,
    ...new Set(rows.map((row) => messengerOf(row))),
    ...(responsible === '' ? [] : [l10n.t('responsible {0}', responsible)]),
    ...(errors === 0 ? [] : [problemCount(errors)]),
  ];
  return {
    label,
    description: shown.join(' · '),
    spoken: spoken.join(', '),
    abilities: [
      'contact',
      ...(isLink(contact.uri) ? ['hasUri'] : []),
      ...(rows.some(hasPhone) ? ['hasPhone'] : []),
      ...(errors > 0 ? ['hasProblem'] : []),
    ].join(' '),
    icon: iconOf(contact),
  };
}

/** "1 problem". */
export function problemCount(problems: number): string {
  return problems === 1 ? l10n.t('1 problem') : l10n.t('{0} problems', problems);
}

/** The responsible person's name, else the id; "" where the card has none. */
export function responsibleText(
  contact: Contact,
  nameOf: (userId: string) => string | undefined,
): string {
  const id = textOf(contact.responsibleUserId);
  return shownText(nameOf(id) ?? id);
}

/** A messenger account in few words: "WhatsApp +79011112233", "Telegram @anna". */
function messengerText(row: ContactRow): string {
  return [messengerOf(row), accountText(row)].filter((text) => text !== '').join(' ');
}

/** Who the row's person is in that messenger: number with +, name with @, or the id as it is. */
export function accountText(row: ContactRow): string {
  const [chatId, username, phone] = [row.chatId, row.username, row.phone].map((value) =>
    oneLine(textOf(value)),
  );
  if (username) return `@${username}`;
  if (phone) return withPlus(phone);
  if (!chatId) return '';
  if (row.chatType === 'whatsapp' || row.chatType === 'viber') return withPlus(chatId);
  return row.chatType === 'instagram' && /^[^\d@]/.test(chatId) ? `@${chatId}` : chatId;
}

/** The messenger's name. */
export function messengerOf(row: ContactRow): string {
  const chatType = textOf(row.chatType);
  return chatType === '' ? l10n.t('Unknown messenger') : messengerName(shownText(chatType));
}

function iconOf(contact: Contact): string | undefined {
  const chatType = primaryChat(contact)?.chatType ?? textOf(rowsOf(contact)[0]?.chatType);
  if (rowsOf(contact).length === 0) return undefined;
  return chatTypes.some((known) => known === chatType) ? `${chatType}.svg` : 'other.svg';
}

function hasPhone(row: ContactRow): boolean {
  const isNumber = row.chatType === 'whatsapp' || row.chatType === 'viber';
  return [isNumber ? row.chatId : '', row.phone].some((value) => /^\d+$/.test(textOf(value)));
}

function isLink(value: unknown): boolean {
  return /^https?:\/\//i.test(textOf(value));
}

function withPlus(text: string): string {
  return /^\d+$/.test(text) ? `+${text}` : text;
}

function oneLine(value: string): string {
  const text = shownText(value);
  return text.replace(/\s+/g, ' ').trim() || text;
}
