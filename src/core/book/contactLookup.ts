import { ApiError } from '../api/apiError.ts';
import type { ApiConnection, CallOptions } from '../api/connection.ts';
import { escapesKindOf } from '../api/escapedIds.ts';
import { type ContactPage, getContact, isAddressable, listContacts } from '../api/readRoutes.ts';
import type { Contact } from '../contact/contact.ts';
import { sharingWith } from '../contact/jsonEquality.ts';
import { IdMap } from './idMap.ts';
import type { LookHints } from './lookHints.ts';
import { listCostOf, pagesAround } from './planLook.ts';
import { mostPages, reachesEnd } from './readPage.ts';
import { TimeSlices } from './timeSlices.ts';

/** Single reads that are under way at the same time. */
const concurrency = 6;

/** How often the list is read through while it keeps changing. */
const listAttempts = 3;

/** Looking around where contacts were last seen may cost this part of what reading the whole list does. */
const nearbyShare = 1 / 4;

/** Looks for some contacts, step by step. Every step takes those that are left, and none if all is known. */
export class ContactLookup {
  /** The contacts as they are now. */
  readonly found = new IdMap<Contact>();
  /** The ids that are certainly not in the account. */
  readonly missing = new IdMap<true>();
  readonly #connection: ApiConnection;
  readonly #ids = new IdMap<true>();
  /** Those of which nothing is known yet. */
  readonly #open = new IdMap<true>();
  readonly #call: CallOptions;
  readonly #known: (id: string) => readonly Contact[];
  /** Answered with 404, which proves nothing yet. */
  readonly #doubted = new Set<string>();
  /** One doubted id of each kind (see `escapesKindOf`) that a known contact may settle. */
  readonly #provable = new Map<string, string>();
  readonly #pagesRead = new Set<number>();

  /** @param known how a contact may be: what is read and the same is handed over as these very objects */
  constructor(
    connection: ApiConnection,
    call: CallOptions,
    known: (id: string) => readonly Contact[] = () => [],
  ) {
    this.#connection = connection;
    this.#call = call;
    this.#known = known;
  }

  /** Whom to look for, before all else. Lets other work go on every few milliseconds; rejects with the signal's reason. */
  async lookFor(ids: readonly string[]): Promise<void> {
    const slices = new TimeSlices(this.#call.signal);
    for (const id of ids) {
      await slices.next();
      this.#ids.set(id, true);
      this.#open.set(id, true);
    }
    if (this.#open.has('')) this.#settle('', undefined);
  }

  /** The ids of which nothing is known yet. Lets other work go on; rejects with the signal's reason. */
  async left(): Promise<readonly string[]> {
    const slices = new TimeSlices(this.#call.signal);
    const ids: string[] = [];
    for (const id of this.#open.keys()) {
      await slices.next();
      ids.push(id);
    }
    return ids;
  }

  /** Looks at the pages at these offsets. Who is not there may have moved. */
  async readPages(offsets: readonly number[]): Promise<void> {
    for (const offset of offsets) await this.#readPage(offset);
  }

  /** Asks for each contact that has an address. Who is not found is missing if that is conclusive. */
  async readSingly(): Promise<void> {
    const waiting = (await this.left()).filter(isAddressable);
    const stop = new AbortController();
    const call = { ...this.#call, signal: AbortSignal.any([this.#call.signal, stop.signal]) };
    const work = async () => {
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
        const contact = await getContact(this.#connection, id, call);
        const isConclusive = this.#connection.escapedIds.isConclusive(id);
        if (contact || isConclusive) this.#settle(id, contact);
        else this.#doubt(id);
      }
    };
    try {
      await Promise.all(Array.from({ length: Math.min(concurrency, waiting.length) }, work));
    } finally {
      stop.abort();
    }
    this.#settleDoubted();
  }

  /**
   * Settles ids whose 404 proved nothing: they are missing if the server finds a contact that is there by an id with
   * the same characters. At most one request for each kind of ids.
   */
  async proveMissing(someId: LookHints['someId']): Promise<void> {
    const { escapedIds } = this.#connection;
    for (const [kind, id] of this.#provable) {
      const example = someId((some) => !this.#ids.has(some) && escapedIds.wouldProve(some, id));
      if (example === undefined) continue;
      this.#provable.delete(kind);
      if (!escapedIds.isConclusive(id)) await this.#ask(example);
      this.#settleDoubted();
    }
  }

  /** Looks at the pages around the places where contacts were last seen, if the whole list would cost much more. */
  async readNearby({ count, offsetsOf }: Partial<LookHints>): Promise<void> {
    const mostLooks = listCostOf(count) * nearbyShare;
    const offsets = await offsetsOf?.(await this.left());
    if (!offsets || offsets.size > mostLooks) return;
    const looks = [...offsets.entries()].flatMap(([id, offset]) =>
      pagesAround(offset).map((page) => ({ id, page })),
    );
    if (looks.length > mostLooks) return;
    for (const { id, page } of looks) {
      const isNew = !this.#pagesRead.has(page) && page < (count ?? Number.POSITIVE_INFINITY);
      if (isNew && this.#open.has(id)) await this.#readPage(page);
    }
  }

  /** Reads through the list until all are found, or to its end: who is not in it is missing if it did not change. */
  async readList(): Promise<void> {
    for (let attempt = 1; attempt <= listAttempts && this.#open.size > 0; attempt++) {
      if (await this.#readThroughInTime())
        for (const id of await this.left()) this.#settle(id, undefined);
    }
  }

  async #readThroughInTime(): Promise<boolean> {
    try {
      return await this.#readThrough();
    } catch (error) {
      const isTimeout = error instanceof ApiError && error.reason === 'timeout';
      throw isTimeout ? new ApiError('timeout', { detail: 'wholeList', cause: error }) : error;
    }
  }

  /**
   * Whether everything was seen and nothing moved meanwhile. So each page is read from the last row of the one before
   * it: the count tells nothing of as many additions as deletions.
   */
  async #readThrough(): Promise<boolean> {
    const firstIds = new Set<string | undefined>();
    let before: ContactPage | undefined;
    let isSteady = true;
    for (let offset = 0; this.#open.size > 0; ) {
      const page = await this.#readPage(offset);
      const firstId = page.contacts[0]?.id;
      // A page of one row has none to spare.
      const overlap = before && before.rows > 1 ? 1 : 0;
      if (before && page.count !== before.count) isSteady = false;
      if (overlap > 0 && firstId !== before?.contacts.at(-1)?.id) isSteady = false;
      // A count that the page itself goes beyond tells no end.
      const count = offset + page.rows > (page.count ?? 0) ? undefined : page.count;
      if (page.rows <= overlap || reachesEnd({ ...page, offset, count })) return isSteady;
      // A server that takes no notice of the offset, or goes in circles, would never come to an end.
      if (firstIds.has(firstId) || firstIds.size >= mostPages) return false;
      firstIds.add(firstId);
      await this.proveMissing((test) => page.contacts.find(({ id }) => test(id))?.id);
      before = page;
      offset += Math.max(1, page.rows - 1);
    }
    return true;
  }

  async #readPage(offset: number): Promise<ContactPage> {
    const page = await listContacts(this.#connection, offset, this.#call);
    this.#pagesRead.add(offset);
    for (const contact of page.contacts) {
      if (this.#ids.has(contact.id)) this.#settle(contact.id, contact);
    }
    return page;
  }

  /** Asks for a contact only to see whether the server finds it: what else goes wrong with it is of no interest. */
  async #ask(id: string): Promise<void> {
    try {
      await getContact(this.#connection, id, this.#call);
    } catch (error) {
      if (!(error instanceof ApiError && error.reason === 'badResponse')) throw error;
    }
  }

  #doubt(id: string): void {
    this.#doubted.add(id);
    const kind = escapesKindOf(id);
    if (kind !== undefined) this.#provable.set(kind, id);
  }

  #settleDoubted(): void {
    for (const id of this.#doubted) {
      const isConclusive = this.#connection.escapedIds.isConclusive(id);
      if (isConclusive && this.#open.has(id)) this.#settle(id, undefined);
      if (isConclusive || !this.#open.has(id)) this.#doubted.delete(id);
    }
  }

  #settle(id: string, contact: Contact | undefined): void {
    this.#open.delete(id);
    if (contact) {
      this.found.set(id, sharingWith(contact, this.#known(id)));
      // It was created since it was called missing.
      this.missing.delete(id);
    } else {
      this.missing.set(id, true);
    }
  }
}
