import type { ApiConnection, CallOptions } from '../api/connection.ts';
import { type ContactPage, getContact, isAddressable, listContacts } from '../api/readRoutes.ts';
import type { Contact } from '../contact/contact.ts';
import { reachesEnd } from './readPage.ts';

/** Single reads that are under way at the same time. */
const concurrency = 6;

/** How often the list is read through while its length keeps changing. */
const listAttempts = 3;

/** Looks for some contacts, step by step. Every step takes those that are left, and none if all is known. */
export class ContactLookup {
  /** The contacts as they are now. */
  readonly found = new Map<string, Contact>();
  /** The ids that are certainly not in the account. */
  readonly missing = new Set<string>();
  readonly #connection: ApiConnection;
  readonly #ids: ReadonlySet<string>;
  /** Those of which nothing is known yet. */
  readonly #open: Set<string>;
  readonly #call: CallOptions;

  constructor(connection: ApiConnection, ids: readonly string[], call: CallOptions) {
    this.#connection = connection;
    this.#ids = new Set(ids);
    this.#open = new Set(ids);
    this.#call = call;
    if (this.#open.has('')) this.#settle('', undefined);
  }

  /** The ids of which nothing is known yet. */
  left(): readonly string[] {
    return [...this.#open];
  }

  /** Looks at the pages at these offsets. Who is not there may have moved. */
  async readPages(offsets: readonly number[]): Promise<void> {
    for (const offset of offsets) await this.#readPage(offset);
  }

  /** Asks for each contact that has an address. Who is not found is missing, unless the server may not decode the id. */
  async readSingly(): Promise<void> {
    const waiting = this.left().filter(isAddressable);
    const stop = new AbortController();
    const call = { ...this.#call, signal: AbortSignal.any([this.#call.signal, stop.signal]) };
    const work = async () => {
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
        const contact = await getContact(this.#connection, id, call);
        if (contact || !/[/\\%]/.test(id)) this.#settle(id, contact);
      }
    };
    try {
      await Promise.all(Array.from({ length: Math.min(concurrency, waiting.length) }, work));
    } finally {
      stop.abort();
    }
  }

  /** Reads through the list until all are found, or to its end: who is not in it is missing if it did not change. */
  async readList(): Promise<void> {
    for (let attempt = 1; attempt <= listAttempts && this.#open.size > 0; attempt++) {
      if (await this.#readThrough()) for (const id of this.#open) this.#settle(id, undefined);
    }
  }

  /** Whether everything was seen, the list keeping its length meanwhile. */
  async #readThrough(): Promise<boolean> {
    let before: ContactPage | undefined;
    let isSteady = true;
    for (let offset = 0; this.#open.size > 0; ) {
      const page = await this.#readPage(offset);
      if (before && page.count !== before.count) isSteady = false;
      if (reachesEnd({ ...page, offset })) return isSteady;
      // A server that takes no notice of the offset would never come to an end.
      if (before && page.contacts[0]?.id === before.contacts[0]?.id) return false;
      before = page;
      offset += page.rows;
    }
    return true;
  }

  async #readPage(offset: number): Promise<ContactPage> {
    const page = await listContacts(this.#connection, offset, this.#call);
    for (const contact of page.contacts) {
      if (this.#ids.has(contact.id)) this.#settle(contact.id, contact);
    }
    return page;
  }

  #settle(id: string, contact: Contact | undefined): void {
    this.#open.delete(id);
    if (contact) this.found.set(id, contact);
    else this.missing.add(id);
  }
}
