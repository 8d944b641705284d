import { pageSize } from '../../api/readRoutes.ts';
import { IdMap } from '../idMap.ts';
import { mostPages, type ReadPage, reachesEnd } from '../readPage.ts';
import type { TimeSlices } from '../timeSlices.ts';

/** Ids, each once. */
export type IdSet = Pick<ReadonlySet<string>, 'size' | 'has' | 'keys'>;

interface ScannedPage {
  readonly ids: readonly string[];
  /** Rows the server sent. */
  readonly rows: number;
  /** Whether nothing comes after it. */
  readonly isLast: boolean;
  readonly era: number;
}

/** The pages of one scan, by the positions of their first rows. Tells which of them do not fit together. */
export class ScannedPages {
  readonly #pages = new Map<number, ScannedPage>();
  /** Of each id: a page that holds it. Kept page by page: there may be a million, and nothing to do in the end. */
  readonly #places = new IdMap<number>();
  /** Of the ids that are on several pages: the others that hold it. */
  readonly #otherPlaces = new Map<string, Set<number>>();
  /** Rows of a page, except of the last. */
  #step = pageSize;
  #count: number | undefined;
  /** Where an empty page was seen: the list ends before it, whatever its count says. */
  #limit = mostPages * pageSize;
  /** A new one begins whenever the number of contacts is seen to have changed: pages of two do not fit together. */
  #era = 0;
  #read = 0;

  /** The number of contacts as the last page gave it. */
  get count(): number | undefined {
    return this.#count;
  }

  /** Rows that were read; while the list changes some may be counted twice. */
  get read(): number {
    return this.#read;
  }

  /** How many pages the list has, as far as is known. */
  get length(): number {
    return Math.ceil(Math.min(this.#count ?? this.#read, this.#limit) / this.#step);
  }

  /** Whether a page at this position would be empty, as far as is known. The first one is asked for in any case. */
  isBeyondEnd(offset: number): boolean {
    return offset > 0 && offset >= Math.min(this.#count ?? Number.POSITIVE_INFINITY, this.#limit);
  }

  place(page: ReadPage): void {
    const { offset, contacts, rows, count } = page;
    if (this.#pages.size === 0) {
      this.#count = count;
      // A server may have pages of another length than documented.
      if (rows > 0 && !reachesEnd(page)) this.#step = rows;
    }
    if (count !== this.#count) {
      this.#count = count;
      this.#era += 1;
      this.#limit = mostPages * pageSize;
      for (const known of this.#pages.keys()) if (this.isBeyondEnd(known)) this.#drop(known);
    }
    this.#drop(offset);
    if (rows === 0) this.#limit = Math.min(this.#limit, offset);
    if (this.isBeyondEnd(offset)) return;
    const ids = contacts.map(({ id }) => id);
    this.#read += ids.length;
    for (const id of ids) this.#addPlace(id, offset);
    this.#pages.set(offset, { ids, rows, isLast: reachesEnd(page), era: this.#era });
  }

  /** The ids of all contacts on the pages. */
  get ids(): IdSet {
    return this.#places;
  }

  /** The ids of all rows in the list's order: an id that is on several pages comes several times. */
  get listed(): Iterable<string> {
    return this.#listed();
  }

  /** The position after the last row that a page at `offset` has or would have, as far as is known. */
  endOf(offset: number): number {
    const end = offset + this.#step;
    return Math.max(offset + 1, Math.min(end, this.#count ?? end));
  }

  /** The positions of pages that are to be read (again), in order; none if all were read and fit together. */
  async unsettled(slices: TimeSlices): Promise<readonly number[]> {
    const missing = this.#missing();
    return missing.length > 0 ? missing : await this.#inDoubt(slices);
  }

  #missing(): readonly number[] {
    const offsets: number[] = [];
    if (this.#count !== undefined) {
      const end = Math.min(this.#count, this.#limit);
      for (let offset = 0; offset < end; offset += this.#step) {
        if (!this.#pages.has(offset)) offsets.push(offset);
      }
      return offsets;
    }
    const last = [...this.#pages.keys()].reduce((most, offset) => Math.max(most, offset), 0);
    const next = last + this.#step;
    return this.#pages.get(last)?.isLast || this.isBeyondEnd(next) ? [] : [next];
  }

  async #inDoubt(slices: TimeSlices): Promise<readonly number[]> {
    const lastOf = await this.#movedTo(slices);
    let last = -1;
    return this.#offsets().filter((offset) => {
      last = Math.max(last, lastOf.get(offset) ?? -1);
      const page = this.#pages.get(offset);
      if (!page) return false;
      const isLast = page.isLast || this.isBeyondEnd(offset + this.#step);
      const isShort = !isLast && page.rows < this.#step;
      // A row that moved from one page to another has moved all rows between.
      return offset <= last || page.era !== this.#era || isShort;
    });
  }

  /** Of the first pages that hold an id: the position of the last that holds it, too. */
  async #movedTo(slices: TimeSlices): Promise<ReadonlyMap<number, number>> {
    const lastOf = new Map<number, number>();
    for (const [id, others] of this.#otherPlaces) {
      await slices.next();
      let first = this.#places.get(id) ?? 0;
      let last = first;
      for (const other of others) {
        first = Math.min(first, other);
        last = Math.max(last, other);
      }
      lastOf.set(first, Math.max(last, lastOf.get(first) ?? last));
    }
    return lastOf;
  }

  *#listed(): Generator<string> {
    for (const offset of this.#offsets()) yield* this.#pages.get(offset)?.ids ?? [];
  }

  #offsets(): readonly number[] {
    return [...this.#pages.keys()].sort((a, b) => a - b);
  }

  #drop(offset: number): void {
    const ids = this.#pages.get(offset)?.ids ?? [];
    for (const id of ids) this.#removePlace(id, offset);
    this.#read -= ids.length;
    this.#pages.delete(offset);
  }

  #addPlace(id: string, offset: number): void {
    if (!this.#places.has(id)) {
      this.#places.set(id, offset);
      return;
    }
    const others = this.#otherPlaces.get(id) ?? new Set();
    this.#otherPlaces.set(id, others.add(offset));
  }

  #removePlace(id: string, offset: number): void {
    const others = this.#otherPlaces.get(id);
    if (!others) {
      this.#places.delete(id);
      return;
    }
    if (!others.delete(offset)) {
      const [other = offset] = others;
      this.#places.set(id, other);
      others.delete(other);
    }
    if (others.size === 0) this.#otherPlaces.delete(id);
  }
}
