import type { StoredContact } from './json.ts';
import { type IdSource, SortedIds } from './sortedIds.ts';

/** Contacts that can be computed from their position or id: nothing is held for those that nobody changes. */
export interface ContactSource extends IdSource {
  has(id: string): boolean;
  find(id: string): StoredContact | undefined;
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
    return this.#changed.has(id) ? this.#changed.get(id) : this.#source.find(id);
  }

  put(contact: StoredContact): void {
    this.#changed.set(contact.id, contact);
    this.#ids.insert(contact.id);
  }

  delete(id: string): void {
    if (this.#source.has(id)) this.#changed.set(id, undefined);
    else this.#changed.delete(id);
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
