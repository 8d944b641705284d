import type { Contact } from '../../contact/contact.ts';
import type { Clock } from '../../ports.ts';
import { Listeners, type Subscription } from '../listeners.ts';
import type { ReadPage } from '../readPage.ts';
import { type ScanCoverage, scanList } from '../scan/scanList.ts';
import type { IndexedIds } from '../scan/scannedList.ts';
import type { IdSet } from '../scan/scannedPages.ts';
import { SharedTask } from '../sharedTask.ts';
import { TimeSlices } from '../timeSlices.ts';
import { allEntries } from './allEntries.ts';
import { ContactIndex } from './contactIndex.ts';
import { prepareInGaps } from './prepareInGaps.ts';
import { type SearchOptions, type SearchResult, search } from './search.ts';
import type { QueryTerm } from './searchQuery.ts';

/** What was read less than so long ago (ms) is not read again without being asked for. */
const freshMs = 300_000;

/** What a scan found, and when it began. */
export interface Scan extends ScanCoverage {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** What differs from what was known before; all is new the first time, unless it was kept from earlier. */
  readonly added: number;
  readonly changed: number;
  /** Contacts that are not in the account any more; 0 unless the scan is complete. */
  readonly gone: number;
  readonly before: KnownBefore;
}

/** What a scan compares with. */
export interface KnownBefore {
  /** Contacts that were known. */
  readonly known: number;
  /** Whether those were all of the account at some time before, so that what is added is new in it. */
  readonly isAll: boolean;
  /** Contacts in the account as it was last told. */
  readonly count: number | undefined;
}

/** How far a scan is. */
export interface ScanProgress {
  readonly read: number;
  readonly count: number | undefined;
}

/** Takes contacts that an earlier scan found. Returns whether to go on. */
export type TakeKept = (contacts: readonly Contact[]) => boolean;

/**
 * Hands over all contacts that an earlier scan found, in parts. Resolves with when that scan began (ms since 1970);
 * undefined if nothing was kept that can be used as a whole. Rejects with the signal's reason alone.
 */
export type Restore = (take: TakeKept, signal: AbortSignal) => Promise<number | undefined>;

/** What a scan needs from its book. */
interface SearchSource {
  /** Reads one page; our own writes meanwhile are in it. */
  list(offset: number, signal: AbortSignal): Promise<ReadPage>;
  /** The number of contacts as it was last told. */
  count(): number | undefined;
  /** All contacts of the account by id, if the list is known as a whole. */
  all(): Pick<IdSet, 'has'> | undefined;
  /** Takes over the order in which a complete scan has found them. */
  adopt(found: IndexedIds, signal: AbortSignal): Promise<void>;
  /** Resolves when nobody waits for a page that is to be shown. */
  turn(): Promise<void>;
}

/**
 * All contacts of a book that were read by any way, for search. Knows the whole account after a scan; before and during
 * it searches what is there.
 */
export class BookSearch {
  readonly index = new ContactIndex();
  readonly #source: SearchSource;
  readonly #listeners = new Listeners<void>();
  #running: SharedTask<Scan> | undefined;
  #progress: ScanProgress | undefined;
  #last: Scan | undefined;
  #hasReadAll = false;
  /** Whether the scan under way has read all and is taking stock of it. */
  #isEnding = false;
  #preparing: Promise<void> | undefined;
  /** Contacts that the scan under way may not have seen: our own writes since it began, and what was read after it. */
  readonly #newer = new Set<string>();
  #restore: Restore | undefined;
  #keptSince: number | undefined;
  #edition = 0;
  /** Contacts that were deleted by ourselves before those that were kept are taken in. */
  readonly #removed = new Set<string>();

  constructor(source: SearchSource) {
    this.#source = source;
  }

  /** The last scan that was not called off; our own writes since are in the index. */
  get last(): Scan | undefined {
    return this.#last;
  }

  /** How far the scan under way is; undefined if there is none. */
  get progress(): ScanProgress | undefined {
    return this.#running?.isCalledOff ? undefined : this.#progress;
  }

  /**
   * When the scan began (ms since 1970) that found what was kept since and is shown by now; undefined if there is nothing
   * of that kind, or all was read since. What was kept may be wrong, and says nothing about what is missing.
   */
  get keptSince(): number | undefined {
    return this.#keptSince;
  }

  /** A number that is another one after each complete scan, and after each write of our own. */
  get edition(): number {
    return this.#edition;
  }

  /** Whether the index holds every contact of the account. What was kept from earlier does not count. */
  get isComplete(): boolean {
    return this.#last?.isComplete ?? false;
  }

  /** Whether a scan was ever complete: whom it does not know since then, others have made meanwhile. */
  get hasReadAll(): boolean {
    return this.isComplete || this.#hasReadAll;
  }

  /** Whether the index holds every contact by a scan that began no more than five minutes ago, so that nobody needs to read all again. */
  isFresh(clock: Clock): boolean {
    return this.isComplete && clock.now() - (this.#last?.at ?? 0) < freshMs;
  }

  /**
   * Reads the whole list; shared by all who ask for it at the same time. Rejects with the signal's reason when each of
   * them has cancelled; what was read until then stays.
   */
  async scan(clock: Clock, signal: AbortSignal): Promise<Scan> {
    signal.throwIfAborted();
    if (!this.#running || this.#running.isCalledOff) this.#running = this.#start(clock);
    return await this.#running.join(signal);
  }

  /** Before the next scan, unless all was read already, it takes in what `restore` hands over. Undefined: nothing. */
  restoreFrom(restore: Restore | undefined): void {
    this.#restore = this.isComplete ? undefined : restore;
  }

  /** Finds contacts among those that are known; without terms all of them. */
  async find(terms: readonly QueryTerm[], options: SearchOptions): Promise<SearchResult> {
    return await search(this.index, terms, options);
  }

  /** All contacts that are known and fit, as entries of the index. Lets other work go on, as `search` does. */
  async entries(
    terms: readonly QueryTerm[],
    { signal, people }: Pick<SearchOptions, 'signal' | 'people'>,
  ): Promise<Iterable<number>> {
    if (terms.length === 0) return await allEntries(this.index, signal);
    let entries: readonly number[];
    let length: number;
    do {
      ({ length } = this.index);
      ({ entries } = await this.find(terms, { signal, people }));
      // A search passes over contacts that change while it goes on.
    } while (this.index.length > length);
    return entries;
  }

  /** The same as contacts, as they were when they were found. */
  async contacts(
    terms: readonly QueryTerm[],
    options: Pick<SearchOptions, 'signal' | 'people'>,
  ): Promise<readonly Contact[]> {
    const slices = new TimeSlices(options.signal);
    const contacts: Contact[] = [];
    for (const entry of await this.entries(terms, options)) {
      await slices.next();
      contacts.push(this.index.heldContactAt(entry));
    }
    return contacts;
  }

  /** Takes in contacts as just read. */
  learn(contacts: readonly Contact[]): void {
    for (const contact of contacts) {
      this.index.put(contact);
      if (this.#isEnding) this.#newer.add(contact.id);
    }
  }

  /** Takes in contacts as we wrote them. */
  put(contacts: readonly Contact[]): void {
    for (const contact of contacts) {
      if (this.index.put(contact) !== 'same') this.#edition += 1;
      if (this.#running) this.#newer.add(contact.id);
    }
    this.#listeners.tell();
  }

  /** Forgets contacts that are gone. */
  remove(ids: Iterable<string>): void {
    for (const id of ids) {
      if (this.index.remove(id)) this.#edition += 1;
      this.#newer.delete(id);
      if (this.#restore) this.#removed.add(id);
    }
    this.#listeners.tell();
  }

  /** Tells when more is known, a scan has begun or ended, or contacts were written. */
  onDidChange(listener: () => void): Subscription {
    return this.#listeners.add(listener);
  }

  #start(clock: Clock): SharedTask<Scan> {
    const task: SharedTask<Scan> = new SharedTask(async (signal) => {
      const counts = { added: 0, changed: 0 };
      this.#newer.clear();
      this.#isEnding = false;
      this.#tellProgress({ read: 0, count: undefined });
      try {
        await this.#takeKept(signal);
        const at = clock.now();
        const before = await this.#knownBefore(signal);
        const { removals } = this.index;
        const { ids, listed, ...coverage } = await scanList(
          (offset) => this.#source.list(offset, signal),
          {
            signal,
            turn: () => this.#source.turn(),
            expected: this.#source.count(),
            onPage: (contacts) => {
              for (const contact of contacts) {
                const state = this.index.put(contact);
                if (state !== 'same') counts[state] += 1;
              }
              this.#preparing ??= prepareInGaps(this.index, clock, signal).finally(() => {
                this.#preparing = undefined;
              });
            },
            onProgress: (read, count) => this.#tellProgress({ read, count }),
          },
        );
        this.#isEnding = true;
        const isAllFound = this.index.removals === removals && this.index.size === ids.size;
        const gone = coverage.isComplete && !isAllFound ? await this.#forgetOthers(ids, signal) : 0;
        const scan: Scan = { ...coverage, ...counts, gone, at, before };
        this.#last = scan;
        if (coverage.isComplete) {
          this.#hasReadAll = true;
          this.#keptSince = undefined;
          this.#edition += 1;
          await this.#source.adopt({ ids, listed, removals }, signal);
        }
        return scan;
      } finally {
        if (this.#running === task) {
          this.#running = undefined;
          this.#isEnding = false;
          this.#tellProgress(undefined);
        }
      }
    });
    return task;
  }

  /** What was read or written since the program began is newer than what was kept. */
  async #takeKept(signal: AbortSignal): Promise<void> {
    const restore = this.#restore;
    if (!restore) return;
    const at = await restore((contacts) => {
      if (this.#restore !== restore) return false;
      for (const contact of contacts) {
        const { id } = contact;
        if (!this.index.has(id) && !this.#removed.has(id)) this.index.put(contact);
      }
      this.#listeners.tell();
      return true;
    }, signal);
    if (this.#restore !== restore) return;
    this.#restore = undefined;
    this.#removed.clear();
    this.#keptSince = at;
    this.#listeners.tell();
  }

  async #knownBefore(signal: AbortSignal): Promise<KnownBefore> {
    const all = this.#source.all();
    // Some may have vanished from the list while it was read page by page.
    if (all && !this.hasReadAll) await this.#forgetOthers(all, signal);
    const isAll = this.hasReadAll || all !== undefined;
    return { known: this.index.size, isAll, count: this.#source.count() };
  }

  /** Returns how many were forgotten. */
  async #forgetOthers(ids: Pick<IdSet, 'has'>, signal: AbortSignal): Promise<number> {
    const slices = new TimeSlices(signal);
    let gone = 0;
    for (const id of this.index.ids()) {
      await slices.next();
      if (!ids.has(id) && !this.#newer.has(id) && this.index.remove(id)) gone += 1;
    }
    return gone;
  }

  #tellProgress(progress: ScanProgress | undefined): void {
    this.#progress = progress;
    this.#listeners.tell();
  }
}
