import { ApiError } from '../../api/apiError.ts';
import { pageSize } from '../../api/readRoutes.ts';
import type { Contact } from '../../contact/contact.ts';
import type { ListPage } from '../readOn.ts';
import { mostPages, type ReadPage } from '../readPage.ts';
import { TimeSlices } from '../timeSlices.ts';
import { type IdSet, ScannedPages } from './scannedPages.ts';

/** So many pages are asked for at a time: two more than a connection has under way, so that it need not wait for us. */
const inFlight = 12;
/** After so many pages in a row that failed, the server or the network is in the way of all others. */
const failuresInARow = 3;
/** A list that changes faster than it can be read is given up when it has cost so many requests for each page. */
const patience = 3;
/** Short lists are read again more often. */
const fewRequests = 100;

/** A page that could not be read. */
export interface FailedPage {
  /** Position of its first row. */
  readonly offset: number;
  /** Position after its last row, as far as is known. */
  readonly end: number;
  readonly error: ApiError;
}

/** How much of the list a scan has read. */
export interface ScanCoverage {
  /** Contacts that were read, each counted once. */
  readonly read: number;
  /** Contacts in the account as the server last said; undefined if it never did. */
  readonly count: number | undefined;
  /** Pages that could not be read, in order; after several in a row no others are tried. */
  readonly failed: readonly FailedPage[];
  /** Whether these are all contacts, and the list did not change while they were read, or what changed was read again. */
  readonly isComplete: boolean;
}

/** Which contacts a scan found. */
export interface ScannedIds {
  /** The ids of all contacts that were read. */
  readonly ids: IdSet;
  /** The same in the list's order; each once, if that is complete. */
  readonly listed: Iterable<string>;
}

/** What a scan found. */
interface ScanResult extends ScanCoverage, ScannedIds {}

export interface ScanOptions {
  readonly signal: AbortSignal;
  /** Told each page that was read, in any order; one that is read again is told again. */
  readonly onPage: (contacts: readonly Contact[]) => void;
  readonly onProgress?: (read: number, count: number | undefined) => void;
  /** How many contacts there probably are, so that not even the first page has to be waited for. */
  readonly expected?: number | undefined;
  /** Waited for before each request: it lets others go first. */
  readonly turn?: () => Promise<void>;
}

/**
 * Reads the whole list, several pages at a time: one request for each hundred contacts when nothing changes meanwhile.
 *
 * Others may add and delete while it reads, and rows then move from page to page. That shows in the `count` that comes
 * with each page, in ids that are on two pages, and in how many there are; the pages that were read before the change,
 * or lie between the two, are read again until all agree. What the API gives no way to see is a deletion and an addition
 * between two answers.
 *
 * @returns the ids that the list holds, besides the coverage. Rejects with the signal's reason when cancelled; the pages
 *   told until then are good
 */
export async function scanList(list: ListPage, options: ScanOptions): Promise<ScanResult> {
  return await new Scan(list, options).run();
}

class Scan {
  readonly #pages = new ScannedPages();
  readonly #list: ListPage;
  readonly #options: ScanOptions;
  readonly #failed = new Map<number, ApiError>();
  #failures = 0;
  #requests = 0;

  constructor(list: ListPage, options: ScanOptions) {
    this.#list = list;
    this.#options = options;
  }

  async run(): Promise<ScanResult> {
    const isSettled = await this.#readUntilSettled();
    const { ids, listed, count } = this.#pages;
    const failed = [...this.#failed]
      .map(([offset, error]) => ({ offset, end: this.#pages.endOf(offset), error }))
      .sort((a, b) => a.offset - b.offset);
    const isComplete = isSettled && (count === undefined || count === ids.size);
    return { read: ids.size, count, failed, isComplete, ids, listed };
  }

  /** Whether all pages were read and fit together in the end. */
  async #readUntilSettled(): Promise<boolean> {
    const { expected = 0 } = this.#options;
    const pages = Math.min(mostPages, Math.max(1, Math.ceil(expected / pageSize)));
    let offsets: readonly number[] = Array.from({ length: pages }, (_, page) => page * pageSize);
    while (offsets.length > 0) {
      await this.#readAll(offsets);
      if (this.#failed.size > 0) return false;
      const allowed = Math.max(fewRequests, patience * this.#pages.length);
      offsets = await this.#pages.unsettled(new TimeSlices(this.#options.signal));
      if (offsets.length > 0 && this.#requests > allowed) return false;
    }
    return true;
  }

  async #readAll(offsets: readonly number[]): Promise<void> {
    const waiting = [...offsets];
    const worker = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        if (this.#failures >= failuresInARow) return;
        if (!this.#pages.isBeyondEnd(next)) await this.#read(next);
      }
    };
    await Promise.all(Array.from({ length: inFlight }, worker));
  }

  async #read(offset: number): Promise<void> {
    const { signal, turn, onPage, onProgress } = this.#options;
    await turn?.();
    signal.throwIfAborted();
    this.#requests += 1;
    let page: ReadPage;
    try {
      page = await this.#list(offset);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#failed.set(offset, error);
      this.#failures += 1;
      return;
    }
    this.#failures = 0;
    this.#failed.delete(offset);
    this.#pages.place(page);
    onPage(page.contacts);
    onProgress?.(this.#pages.read, this.#pages.count);
  }
}
