import { pageSize } from '../../api/readRoutes.ts';
import { mostPages, type ReadPage, reachesEnd } from '../readPage.ts';

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
    this.#pages.set(offset, { ids, rows, isLast: reachesEnd(page), era: this.#era });
  }

  /** In the list's order. */
  ids(): ReadonlySet<string> {
    const ids = new Set<string>();
    for (const offset of this.#offsets()) {
      for (const id of this.#pages.get(offset)?.ids ?? []) ids.add(id);
    }
    return ids;
  }

  /** The position after the last row that a page at `offset` has or would have, as far as is known. */
  endOf(offset: number): number {
    const end = offset + this.#step;
    return Math.max(offset + 1, Math.min(end, this.#count ?? end));
  }

  /** The positions of pages that are to be read (again), in order; none if all were read and fit together. */
  unsettled(): readonly number[] {
    const missing = this.#missing();
    return missing.length > 0 ? missing : this.#inDoubt();
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

  #inDoubt(): readonly number[] {
    const doubted = new Set<number>();
    const placeOf = new Map<string, number>();
    for (const offset of this.#offsets()) {
      const page = this.#pages.get(offset);
      if (!page) continue;
      const isLast = page.isLast || this.isBeyondEnd(offset + this.#step);
      const isShort = !isLast && page.rows < this.#step;
      if (page.era !== this.#era || isShort) doubted.add(offset);
      for (const id of page.ids) {
        // A row that moved from one page to another has moved all rows between.
        for (let at = placeOf.get(id); at !== undefined && at <= offset; at += this.#step) {
          doubted.add(at);
        }
        placeOf.set(id, offset);
      }
    }
    return [...doubted].sort((a, b) => a - b);
  }

  #offsets(): readonly number[] {
    return [...this.#pages.keys()].sort((a, b) => a - b);
  }

  #drop(offset: number): void {
    this.#read -= this.#pages.get(offset)?.ids.length ?? 0;
    this.#pages.delete(offset);
  }
}
