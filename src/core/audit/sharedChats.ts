import { IdMap } from '../book/idMap.ts';
import { type Contact, type ContactRow, isObject, textOf } from '../contact/contact.ts';

/** Which contacts have the same chat, of all that were added. */
export class SharedChats {
  /** Of each chat: the first contact that had it. */
  readonly #first = new IdMap<string>();
  /** Of each chat that was seen in several contacts: all of them. */
  readonly #several = new Map<string, Set<string>>();
  readonly #contactOf: (id: string) => Contact | undefined;

  /** @param contactOf a contact as it is now; undefined once it is gone */
  constructor(contactOf: (id: string) => Contact | undefined) {
    this.#contactOf = contactOf;
  }

  /** Takes in a contact as it is now. What it was before, or that it is gone, need not be told. */
  add(contact: Contact): void {
    for (const chat of chatsOf(contact)) {
      const first = this.#first.get(chat);
      if (first === undefined) this.#first.set(chat, contact.id);
      else if (first !== contact.id) {
        const ids = this.#several.get(chat) ?? new Set([first]);
        this.#several.set(chat, ids.add(contact.id));
      }
    }
  }

  /** The contacts that share a chat with others now, by chat; each chat with two of them at least. */
  groups(): ReadonlyMap<string, readonly string[]> {
    const groups = new Map<string, readonly string[]>();
    for (const chat of this.#several.keys()) {
      const ids = this.#idsOf(chat);
      if (ids.length > 1) groups.set(chat, ids);
    }
    return groups;
  }

  /** The ids of other contacts that have one of a contact's chats now, by the index of the row in `contactData`. */
  othersOf(contact: Contact): ReadonlyMap<number, readonly string[]> {
    const others = new Map<number, readonly string[]>();
    for (const [index, row] of elementsOf(contact).entries()) {
      const chat = isObject(row) ? chatOf(row) : undefined;
      if (chat === undefined) continue;
      const ids = this.#idsOf(chat).filter((id) => id !== contact.id);
      if (ids.length > 0) others.set(index, ids);
    }
    return others;
  }

  /** Those that have the chat now. */
  #idsOf(chat: string): readonly string[] {
    const first = this.#first.get(chat);
    const ids = this.#several.get(chat) ?? (first === undefined ? [] : [first]);
    return [...ids].filter((id) => {
      const contact = this.#contactOf(id);
      return contact !== undefined && chatsOf(contact).has(chat);
    });
  }
}

function chatsOf(contact: Contact): ReadonlySet<string> {
  const chats = new Set<string>();
  for (const row of elementsOf(contact)) {
    const chat = isObject(row) ? chatOf(row) : undefined;
    if (chat !== undefined) chats.add(chat);
  }
  return chats;
}

/** What names a chat: the messenger with chatId, or where there is none with username or phone. */
function chatOf({ chatType, chatId, username, phone }: ContactRow): string | undefined {
  const messenger = textOf(chatType);
  if (textOf(chatId).trim() !== '') return `${messenger} ${textOf(chatId)}`;
  if (textOf(username).trim() !== '') return `${messenger} @${textOf(username).toLowerCase()}`;
  return textOf(phone).trim() === '' ? undefined : `${messenger} +${textOf(phone)}`;
}

function elementsOf({ contactData }: Contact): readonly unknown[] {
  return Array.isArray(contactData) ? contactData : [];
}
