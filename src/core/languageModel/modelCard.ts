import type { AccountId } from '../accountId.ts';
import { type Contact, chatTypes, rowsOf, textOf } from '../contact/contact.ts';
import { shownText, withoutLinks } from '../contact/shownText.ts';
import type { PseudonymKind, Pseudonyms } from './pseudonyms.ts';

/** With whose eyes a language model sees the cards of an account. */
export interface ModelSight {
  readonly accountId: AccountId;
  readonly pseudonyms: Pseudonyms;
  /** Whether it sees names, numbers, ids and links as they are. */
  readonly showsPersonalData: boolean;
  /** The name of a user; undefined if it is not known. */
  readonly nameOf: (userId: string) => string | undefined;
}

/** A card as a language model sees it: short enough, and without anything that could pass for a link. */
export interface ModelCard {
  /** By which the model names the contact, whether it sees the id or not. */
  readonly contact: string;
  readonly id?: string;
  readonly name: string | undefined;
  readonly responsiblePerson: { readonly user: string; readonly name?: string } | undefined;
  readonly messengers: readonly ModelRow[];
  /** Messengers that are not told. */
  readonly moreMessengers?: number;
  readonly linkToCrm: string | undefined;
}

interface ModelRow {
  readonly messenger: string | undefined;
  readonly chatId: string | undefined;
  readonly username: string | undefined;
  readonly phone: string | undefined;
}

/** So many messengers of a card are told; nobody has more. */
const mostRows = 30;

export function modelCard(contact: Contact, sight: ModelSight): ModelCard {
  const { accountId, pseudonyms, showsPersonalData } = sight;
  const see = (kind: PseudonymKind, value: unknown) => seenText(kind, value, sight);
  const rows = rowsOf(contact);
  const more = rows.length - mostRows;
  return {
    contact: pseudonyms.of('contact', accountId, contact.id),
    ...(showsPersonalData && { id: plainText(contact.id) }),
    name: see('name', contact.name),
    responsiblePerson: personOf(contact, sight),
    messengers: rows.slice(0, mostRows).map(({ chatType, chatId, username, phone }) => ({
      messenger: chatTypes.find((known) => known === chatType) ?? see('text', chatType),
      chatId: see('chat', chatId),
      username: see('username', username),
      phone: see('phone', phone),
    })),
    ...(more > 0 && { moreMessengers: more }),
    linkToCrm: see('link', contact.uri),
  };
}

function personOf(
  { responsibleUserId }: Contact,
  sight: ModelSight,
): ModelCard['responsiblePerson'] {
  const userId = textOf(responsibleUserId);
  if (userId.trim() === '') return undefined;
  const user = sight.pseudonyms.of('person', sight.accountId, userId);
  const name = sight.showsPersonalData ? sight.nameOf(userId) : undefined;
  return { user, ...(name !== undefined && { name: plainText(name) }) };
}

/** Undefined where the card has nothing; an empty text is told as it is, since it is a problem. */
function seenText(
  kind: PseudonymKind,
  value: unknown,
  { accountId, pseudonyms, showsPersonalData }: ModelSight,
): string | undefined {
  if (value === undefined || value === null) return undefined;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (text.trim() === '') return text.slice(0, 1);
  return showsPersonalData ? plainText(text) : pseudonyms.of(kind, accountId, text);
}

/** A text of a card in one line that is no link, cut where it is longer than any documented value. */
export function plainText(text: string): string {
  return withoutLinks(shownText(text));
}
