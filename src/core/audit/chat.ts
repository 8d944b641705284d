import { type Contact, type ContactRow, isObject, textOf } from '../contact/contact.ts';

/** A chat as a row of a contact names it. */
export interface Chat {
  /** Its messenger and its name there: the same text for the same chat. */
  readonly key: string;
  /** The row's chatId, or where there is none its username or phone. */
  readonly name: string;
}

/** The chats of a contact, by the index of the row in `contactData`. */
export function chatsByRow(contact: Contact): ReadonlyMap<number, Chat> {
  const chats = new Map<number, Chat>();
  for (const [index, row] of elementsOf(contact).entries()) {
    const chat = isObject(row) ? chatOf(row) : undefined;
    if (chat) chats.set(index, chat);
  }
  return chats;
}

/** The keys of a contact's chats. */
export function chatsOf(contact: Contact): ReadonlySet<string> {
  const chats = new Set<string>();
  for (const row of elementsOf(contact)) {
    const chat = isObject(row) ? chatOf(row) : undefined;
    if (chat) chats.add(chat.key);
  }
  return chats;
}

function chatOf(row: ContactRow): Chat | undefined {
  const messenger = textOf(row.chatType);
  const chatId = textOf(row.chatId);
  if (chatId.trim() !== '') return { key: `${messenger} ${chatId}`, name: chatId };
  const username = textOf(row.username);
  if (username.trim() !== '') {
    return { key: `${messenger} @${username.toLowerCase()}`, name: username };
  }
  const phone = textOf(row.phone);
  return phone.trim() === '' ? undefined : { key: `${messenger} +${phone}`, name: phone };
}

function elementsOf({ contactData }: Contact): readonly unknown[] {
  return Array.isArray(contactData) ? contactData : [];
}
