import type { StoredContact } from './json.ts';
import { type IdSource, SortedIds } from './sortedIds.ts';

/** Contacts that can be computed by position: nothing is held for those that nobody changes. */
export interface ContactSource extends IdSource {
  contact(index: number): StoredContact;
  /** The position of an id, or `undefined` if the source has no such id. */
  indexOf(id: string): number | undefined;
}

/** Contacts in the order of the list: a source, and what was written and deleted since. */
export class ContactStore {
  readonly #source: ContactSource;
  readonly #ids: SortedIds;
  /** Written contacts by id; `undefined` marks a deleted contact of the source. */
  readonly #changed = new Map<string, StoredContact | undefined>();

  constructor(source: ContactSource) {
    this.#source = source;
    this.#ids = new SortedIds(source);
  }

  get count(): number {
    return this.#ids.length;
  }

  get(id: string): StoredContact | undefined {
    if (this.#changed.has(id)) return this.#changed.get(id);
    const index = this.#source.indexOf(id);
    return index === undefined ? undefined : this.#source.contact(index);
  }

  put(contact: StoredContact): void {
    this.#changed.set(contact.id, contact);
    this.#ids.insert(contact.id);
  }

  delete(id: string): void {
    if (this.#source.indexOf(id) === undefined) this.#changed.delete(id);
    else this.#changed.set(id, undefined);
    this.#ids.delete(id);
  }

  /** Up to `limit` contacts from position `offset` on. */
  page(offset: number, limit: number): StoredContact[] {
    return this.#all(this.#ids.slice(offset, limit));
  }

  /** Up to `limit` contacts with an id greater than `id`; the first ones without it. */
  after(id: string | undefined, limit: number): StoredContact[] {
    return this.#all(this.#ids.after(id, limit));
  }

  #all(ids: readonly string[]): StoredContact[] {
    return ids.flatMap((id) => this.get(id) ?? []);
  }
}
