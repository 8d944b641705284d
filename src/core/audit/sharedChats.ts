import { IdMap } from '../book/idMap.ts';
import type { Contact } from '../contact/contact.ts';
import { chatsByRow, chatsOf } from './chat.ts';

/** So many of the others are named: thousands may have the same chat. */
export const mostNamed = 3;

/** Other contacts that have a chat, too. */
export interface Others {
  readonly count: number;
  /** The ids of the first few. */
  readonly ids: readonly string[];
}

/** Which contacts have the same chat, of all that were added. */
export class SharedChats {
  /** Of each chat: one contact that had it. Whether it still has, is looked up when another one comes. */
  readonly #one = new IdMap<string>();
  /** Of each chat that several contacts had at some time: those that have it. */
  readonly #several = new IdMap<Set<string>>();
  /** Of each contact in `#several`: the chats by which it is there. */
  readonly #sharing = new IdMap<Set<string>>();
  readonly #contactOf: (id: string) => Contact | undefined;

  /** @param contactOf a contact as it is now; undefined once it is gone */
  constructor(contactOf: (id: string) => Contact | undefined) {
    this.#contactOf = contactOf;
  }

  /** Takes in a contact as it is now. What it was before need not be told. */
  add(contact: Contact): void {
    const { id } = contact;
    const chats = chatsOf(contact);
    for (const chat of this.#sharing.get(id) ?? []) if (!chats.has(chat)) this.#leave(id, chat);
    for (const chat of chats) {
      const one = this.#one.get(chat);
      if (this.#several.has(chat)) this.#join(id, chat);
      else if (one === undefined || !this.#hasNow(one, chat)) this.#one.set(chat, id);
      else if (one !== id) {
        this.#join(one, chat);
        this.#join(id, chat);
      }
    }
  }

  /** Forgets a contact that is gone. */
  remove(id: string): void {
    for (const chat of this.#sharing.get(id) ?? []) this.#leave(id, chat);
  }

  /** The ids of all contacts that have, or had, a chat with others. */
  get candidates(): Iterable<string> {
    return this.#sharing.keys();
  }

  /** The ids of contacts that share a chat with others now: those of one chat side by side, each once. */
  *sharing(): Generator<string | undefined> {
    const told = new IdMap<true>();
    for (const chat of this.#several.keys()) {
      const ids = this.#several.get(chat);
      // A step of its own, too, where nobody is left.
      yield undefined;
      if (!ids || ids.size < 2) continue;
      for (const id of ids) {
        yield told.has(id) ? undefined : id;
        told.set(id, true);
      }
    }
  }

  /** Who else has one of a contact's chats now, by the index of the row in `contactData`. */
  othersOf(contact: Contact): ReadonlyMap<number, Others> {
    const others = new Map<number, Others>();
    for (const [index, { key }] of chatsByRow(contact)) {
      const found = this.#othersWith(key, contact.id);
      if (found) others.set(index, found);
    }
    return others;
  }

  #othersWith(chat: string, id: string): Others | undefined {
    const several = this.#several.get(chat);
    if (!several) {
      const one = this.#one.get(chat);
      const isOther = one !== undefined && one !== id && this.#hasNow(one, chat);
      return isOther ? { count: 1, ids: [one] } : undefined;
    }
    const count = several.size - (several.has(id) ? 1 : 0);
    const ids: string[] = [];
    for (const other of several) {
      if (ids.length === mostNamed) break;
      if (other !== id) ids.push(other);
    }
    return count === 0 ? undefined : { count, ids };
  }

  #hasNow(id: string, chat: string): boolean {
    const contact = this.#contactOf(id);
    return contact !== undefined && chatsOf(contact).has(chat);
  }

  #join(id: string, chat: string): void {
    const ids = this.#several.get(chat) ?? new Set();
    this.#several.set(chat, ids.add(id));
    const chats = this.#sharing.get(id) ?? new Set();
    this.#sharing.set(id, chats.add(chat));
  }

  #leave(id: string, chat: string): void {
    this.#several.get(chat)?.delete(id);
    const chats = this.#sharing.get(id);
    chats?.delete(chat);
    if (chats?.size === 0) this.#sharing.delete(id);
  }
}
