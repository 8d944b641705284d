import type { AccountId } from '../accountId.ts';
import { ApiError } from '../api/apiError.ts';
import type { ApiConnection, CallOptions } from '../api/connection.ts';
import { type ContactPage, listContacts } from '../api/readRoutes.ts';
import type { Contact } from '../contact/contact.ts';
import { type AddedContacts, readAddedAgain, renewAdded } from './addedContacts.ts';
import type { BookChange, CountChange } from './bookChange.ts';
import { type BookPart, layoutOf, type PageFailure } from './bookPart.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import { Listeners, type Subscription } from './listeners.ts';
import { type LoadProgress, loadAllGaps } from './loadAllGaps.ts';
import { type LookHints, lookHintsOf } from './lookHints.ts';
import { OwnWrites } from './ownWrites.ts';
import { type ListPage, readOn } from './readOn.ts';
import { type ReadPage, readPageOf } from './readPage.ts';
import { type RefreshReport, reportOfRows } from './refreshReport.ts';
import { refreshRows } from './refreshRows.ts';
import { Rows } from './rows.ts';
import { type IndexedIds, scannedList } from './scan/scannedList.ts';
import { BookSearch } from './search/bookSearch.ts';
import { SharedTask } from './sharedTask.ts';
import { afterAll, ToldCounts } from './toldCounts.ts';
import { Turns } from './turns.ts';

/**
 * What is known of one account's contacts: pages that were read, each contact once. Reads a page only when it is asked
 * for, and one page a time. Rows shift while others add and delete: see `readOn` for how none is lost or shown twice.
 */
export class Book {
  /** The account of the connection by which it reads. */
  readonly accountId: AccountId;
  readonly #connection: ApiConnection;
  readonly #listeners = new Listeners<BookChange>();
  readonly #turns = new Turns();
  readonly #ownWrites = new OwnWrites();
  readonly #loads = new Map<number, SharedTask<void>>();
  /** All that was read, for search, and the scan that reads all. */
  readonly search = new BookSearch({
    list: async (offset, signal) => {
      const page = await this.#readPage(offset, { signal, isBackground: true });
      this.#replace(page.contacts);
      return page;
    },
    count: () => this.count,
    all: () => (this.coverage.isComplete ? this.#rows.contacts : undefined),
    adopt: (found, signal) => this.#turns.take(() => this.#adopt(found, signal), signal),
    turn: async () => void (await Promise.all([...this.#loads.values()].map(({ ended }) => ended))),
  });
  readonly #failures = new Map<number, PageFailure>();
  readonly #added: AddedContacts = new Map();
  readonly #told = new ToldCounts();
  #rows = new Rows(this.#told);
  #fresh: Rows | undefined;
  /** Which of the counts was told when reading began or was refreshed. */
  #base: number | undefined;

  constructor(connection: ApiConnection) {
    this.accountId = connection.accountId;
    this.#connection = connection;
  }

  /** The number of contacts in the account: as the server last said, and our own writes since. */
  get count(): number | undefined {
    return this.#rows.count;
  }

  /** Whether a page was read successfully, so that an empty layout means an empty account. */
  get isRead(): boolean {
    return this.#rows.isRead;
  }

  /** How much of the list is known; contacts of our own without a place in it do not count as read. */
  get coverage(): Coverage {
    return coverageOf(this.#rows);
  }

  /** That others changed the number of contacts since reading began or was refreshed. */
  get countChange(): CountChange | undefined {
    const before = this.#base === undefined ? undefined : this.#told.at(this.#base);
    const now = this.count;
    return before === undefined || now === undefined || before === now
      ? undefined
      : { before, now };
  }

  /** What a write that is sent now has to hand to `put` or `remove` when it is confirmed. */
  get mark(): number {
    return this.#told.mark;
  }

  /** A contact that was read or written, as last seen. */
  contact(id: string): Contact | undefined {
    return this.#rows.contacts.get(id) ?? this.#added.get(id);
  }

  /** What a list shows from top to bottom. Before the first page there is one gap. */
  layout(): readonly BookPart[] {
    return layoutOf(
      this.#rows,
      // During a refresh a new one may have its place in the list and be kept beside it, too.
      [...this.#added.keys()].filter((id) => !this.#rows.contacts.has(id)),
      [...this.#loads.keys()],
      [...this.#failures.values()],
    );
  }

  /** The id of the row at this position (from 0) if it was read; approximate while the list is changing. */
  idAt(offset: number): string | undefined {
    const run = this.#rows.runAt(offset);
    return run?.ids[Math.min(offset - run.start, run.ids.length - 1)];
  }

  /** What this book can tell beforehand to whoever looks for contacts. */
  get lookHints(): LookHints {
    return lookHintsOf(this.#rows);
  }

  /**
   * Reads the page at `offset` (from 0): one request, shared by all who ask for it at the same time, and none if that
   * row is known. More only if the list changed since the rows before it were read (see `readOn`).
   *
   * @throws ApiError, which the layout then shows at that gap; the signal's reason when cancelled
   */
  async loadPage(offset: number, call: CallOptions): Promise<void> {
    call.signal.throwIfAborted();
    if (this.#rows.runAt(offset)) return;
    let task = this.#loads.get(offset);
    if (!task || task.isCalledOff) {
      task = this.#startLoad(offset, call);
      this.#loads.set(offset, task);
      this.#listeners.tell({ kind: 'layout' });
    }
    await task.join(call.signal);
  }

  /**
   * Reads all gaps, page by page from the top. What was read stays whatever happens.
   *
   * @throws ApiError of the page that failed; the signal's reason when cancelled
   */
  async loadAll({ signal, onProgress }: LoadProgress): Promise<Coverage> {
    const load = (offset: number) => this.loadPage(offset, { signal });
    await loadAllGaps(() => this.#rows, load, onProgress);
    return this.coverage;
  }

  /**
   * Reads again the pages that cover what was read, or the page that failed first. Contacts are replaced page by page;
   * order, new and deleted ones once all of it was read, so that a failure leaves the old list.
   *
   * @throws ApiError; the signal's reason when cancelled
   */
  async refresh(call: CallOptions): Promise<RefreshReport> {
    return await this.#turns.take(() => this.#refresh(call), call.signal);
  }

  /** Takes in a page that was read elsewhere, for example to check the key. */
  adoptPage(offset: number, page: ContactPage): void {
    this.#rows.place(readPageOf(offset, page));
    this.search.learn(page.contacts);
    this.#failures.delete(offset);
    this.#settle();
  }

  /**
   * Takes in contacts as they are after our own confirmed write. One that is not known counts as created: it is shown
   * at its place in a list that is known as a whole, else before all others until its page is read. Many: in one call.
   *
   * @param mark if all of them were created: the book's `mark` before they were sent, or `beforeAll` if they were found
   *   to exist. Left out, no count that was told holds those that are not known
   */
  put(contacts: Contact | readonly Contact[], mark?: number): void {
    const all = 'id' in contacts ? [contacts] : contacts;
    const known: string[] = [];
    const news = new Map<string, Contact>();
    for (const contact of all) {
      const { id } = contact;
      const rows = [this.#rows, this.#fresh].filter((some) => some?.contacts.has(id));
      for (const some of rows) some?.contacts.set(id, contact);
      if (this.#added.has(id)) this.#added.set(id, contact);
      if (rows.length > 0 || this.#added.has(id)) known.push(id);
      else news.set(id, contact);
    }
    if (news.size > 0) this.#insert(news, mark ?? afterAll);
    if (mark !== undefined && known.length > 0) {
      // They were read since they were created.
      this.#rows.grow(known.length, mark);
      this.#told.add(known.length, mark);
    }
    this.#ownWrites.note([...known, ...news.keys()], false);
    this.search.put(all);
    for (const id of known) this.#listeners.tell({ kind: 'contact', id });
    if (news.size > 0) this.#listeners.tell({ kind: 'layout' });
  }

  /**
   * Forgets contacts that are gone from the account after our own confirmed deletion. Many: in one call. `mark` as for `put`.
   */
  remove(ids: string | readonly string[], mark = afterAll): void {
    const gone = new Set(typeof ids === 'string' ? [ids] : ids);
    const unknown = [...gone].filter((id) => !this.contact(id)).length;
    // Where all contacts are known, others made these since: no count holds them.
    const uncounted = this.coverage.isComplete ? unknown : 0;
    if (uncounted === 0) {
      this.#rows.shrink([...gone].filter((id) => !this.#rows.contacts.has(id)).length, mark);
    }
    for (const id of gone) this.#added.delete(id);
    this.#rows.remove(gone, mark);
    this.#fresh?.remove(gone, mark);
    this.#told.add(uncounted - gone.size, mark);
    this.#ownWrites.note(gone, true);
    this.search.remove(gone);
    this.#listeners.tell({ kind: 'layout' });
  }

  /** Tells after each change. */
  onDidChange(listener: (change: BookChange) => void): Subscription {
    return this.#listeners.add(listener);
  }

  #insert(news: ReadonlyMap<string, Contact>, mark: number): void {
    const arePlaced = this.#rows.insert([...news.values()], mark);
    // A refresh may have passed their places already.
    if (!arePlaced || this.#fresh) for (const [id, one] of news) this.#added.set(id, one);
    this.#told.add(news.size, mark);
  }

  #startLoad(offset: number, call: CallOptions): SharedTask<void> {
    this.#failures.delete(offset);
    const task: SharedTask<void> = new SharedTask(async (signal) => {
      try {
        await this.#turns.take(async () => {
          if (this.#rows.runAt(offset)) return;
          await readOn(this.#rows, offset, this.#list({ ...call, signal }));
        }, signal);
      } catch (error) {
        if (error instanceof ApiError) this.#failures.set(offset, { offset, error });
        throw error;
      } finally {
        if (this.#loads.get(offset) === task) this.#loads.delete(offset);
        this.#settle();
      }
    });
    return task;
  }

  #list(call: CallOptions): ListPage {
    return async (offset) => {
      const page = await this.#readPage(offset, call);
      this.search.learn(page.contacts);
      return page;
    };
  }

  /** One request; our own writes meanwhile are in the page. */
  async #readPage(offset: number, call: CallOptions): Promise<ReadPage> {
    return await this.#ownWrites.guard(
      async () => readPageOf(offset, await listContacts(this.#connection, offset, call)),
      (id) => this.contact(id) ?? this.search.index.contact(id),
    );
  }

  async #refresh(call: CallOptions): Promise<RefreshReport> {
    let changed = 0;
    const list: ListPage = async (offset) => {
      const page = await this.#list(call)(offset);
      changed += this.#replace(page.contacts);
      return page;
    };
    const old = await this.#renew(list, (fresh) =>
      readAddedAgain(this.#added, fresh, this.#connection, call),
    );
    return reportOfRows(old, this.#rows, changed);
  }

  /** The rows that are shown, as a scan of the whole list has found them. */
  async #adopt(found: IndexedIds, signal: AbortSignal): Promise<void> {
    const { index, last } = this.search;
    const known = { index, shown: this.#rows.contacts, isCounted: last?.count !== undefined };
    const list = await scannedList(found, known, signal);
    await this.#renew(list, async () => renewAdded(this.#added, index));
  }

  /** Replaces the rows by what `list` gives in their place, and returns them. Rejects as `list` does. */
  async #renew(list: ListPage, renewAdded: (fresh: Rows) => Promise<void>): Promise<Rows> {
    const [old, fresh] = [this.#rows, new Rows(this.#told)];
    const [failed] = this.#failures.values();
    const toldBefore = old.told;
    this.#fresh = fresh;
    try {
      await refreshRows(old, fresh, list, failed?.offset);
      await renewAdded(fresh);
    } catch (error) {
      if (error instanceof ApiError && failed) {
        this.#failures.set(failed.offset, { offset: failed.offset, error });
      }
      throw error;
    } finally {
      this.#fresh = undefined;
    }
    if (fresh.isRead) {
      this.#rows = fresh;
      this.#failures.clear();
      this.#base = fresh.isSteady ? undefined : toldBefore;
    }
    this.#settle();
    return old;
  }

  /** After the rows have changed. */
  #settle(): void {
    if (this.count !== undefined) this.#base ??= this.#rows.told;
    for (const id of this.#added.keys()) if (this.#rows.contacts.has(id)) this.#added.delete(id);
    this.#listeners.tell({ kind: 'layout' });
  }

  /** Shows contacts of a page in their rows, if they have any. How many say something else than before. */
  #replace(contacts: readonly Contact[]): number {
    const changed = this.#rows.replace(contacts);
    for (const id of changed) this.#listeners.tell({ kind: 'contact', id });
    return changed.length;
  }
}
