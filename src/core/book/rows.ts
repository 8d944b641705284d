import { sameContact } from '../contact/compareContacts.ts';
import type { Contact } from '../contact/contact.ts';
import { Eras } from './eras.ts';
import { IdMap } from './idMap.ts';
import { append, keepApart, prepend, rowsBefore } from './joinRuns.ts';
import { firstIndexIn, lastIndexIn, type Place, placesOf } from './places.ts';
import { type ReadPage, reachesEnd } from './readPage.ts';
import { approximate, indexesIn, type Run, runOf } from './run.ts';
import { insertSorted, removeSorted } from './sortedIds.ts';
import { TimeSlices } from './timeSlices.ts';
import type { ToldCounts } from './toldCounts.ts';

/** So many rows are looked at within a millisecond or two. */
const rowsAtATime = 10_000;

/**
 * Which rows of the list are known, and where. Knows nothing of requests.
 *
 * Pages are merged by id: the rows of a page are consecutive, so whatever was known between two of them and is not in
 * it is gone, and a row that was known elsewhere has moved. Positions only say where to ask next.
 */
export class Rows {
  /** The known rows by id. */
  readonly contacts = new IdMap<Contact>();
  /** In order of position; no two touch. */
  readonly runs: Run[] = [];
  readonly #eras: Eras;
  #limit: number | undefined;

  /** @param told where the counts of pages are noted */
  constructor(told: ToldCounts) {
    this.#eras = new Eras(told);
  }

  /** Whether a page was placed, so that no rows means an empty list. */
  get isRead(): boolean {
    return this.era >= 0;
  }

  /** Whether the list's length was the same in all pages, but for our own writes. */
  get isSteady(): boolean {
    return this.#eras.isSteady;
  }

  /** A new era begins whenever the list's length is seen to have changed: positions of two eras do not compare. */
  get era(): number {
    return this.#eras.now;
  }

  /** The list's length as the last page gave it, with our own writes since. */
  get count(): number | undefined {
    return this.#eras.count;
  }

  /** Index of the count that the last page gave; below 0 before the first. */
  get told(): number {
    return this.#eras.told;
  }

  /** The list's length as far as it is known: `count`, unless reading proved it wrong or there is none. */
  get total(): number | undefined {
    const limit = this.#limit;
    if (this.count === undefined) return limit;
    if (limit !== undefined && limit < this.count) return limit;
    const last = this.runs.at(-1);
    if (!last) return this.count;
    // Behind an end that was worked out, or read while the list had another length, there may be more.
    return Math.max(this.count, last.tailEra === this.era ? last.end : last.end + 1);
  }

  /** Whether the list is known from its first row to its last. */
  get isWhole(): boolean {
    const [run, second] = this.runs;
    if (this.total === 0) return true;
    return run?.start === 0 && !second && this.total !== undefined && run.end >= this.total;
  }

  /** The stretches of unknown rows; `to` is undefined where the list's length is not known. */
  gaps(): readonly { readonly from: number; readonly to: number | undefined }[] {
    const { total } = this;
    const ends = [0, ...this.runs.map(({ end }) => end)];
    const starts = [...this.runs.map(({ start }) => start), total];
    return ends
      .map((from, index) => ({ from, to: starts[index] }))
      .filter(({ from, to }) => to === undefined || from < to);
  }

  /** The run that holds the row at `position`. */
  runAt(position: number): Run | undefined {
    return this.runs.find((run) => run.start <= position && position < run.end);
  }

  /** The run after which `position` comes next. */
  runEndingAt(position: number): Run | undefined {
    return this.runs.find((run) => run.end === position);
  }

  /** By how much the list had grown (or, below 0, shrunk) since the end of `run` was read; 0 if that cannot be told. */
  growthSince(run: Run, count = this.#eras.lengthIn(this.era)): number {
    const before = this.#eras.lengthIn(run.endEra);
    return before === undefined || count === undefined ? 0 : count - before;
  }

  /** Whether no unknown row can be between the end of `run` and the page that was read there. */
  continues(run: Run, page: ReadPage): boolean {
    const isSameEra = run.endEra === this.era && page.count === this.count;
    return isSameEra || this.overlaps(run, page);
  }

  /** Whether one of the page's rows is known as a row of `run`. */
  overlaps(run: Run, page: ReadPage): boolean {
    return placesOf(this.#known(page.contacts.map(({ id }) => id)), [run], page.offset).size > 0;
  }

  /**
   * The positions (from 0) of those of `ids` that are known: approximate while the list is changing. Lets other work go on
   * every few milliseconds.
   */
  async offsetsOf(ids: readonly string[]): Promise<IdMap<number>> {
    const slices = new TimeSlices();
    const wanted = new IdMap<true>();
    for (const id of ids) {
      await slices.next();
      if (this.contacts.has(id)) wanted.set(id, true);
    }
    const offsets = new IdMap<number>();
    for (const { ids: rows, start } of [...this.runs]) {
      for (let from = 0; from < rows.length && offsets.size < wanted.size; from += rowsAtATime) {
        await slices.next();
        for (const [id, index] of indexesIn(rows, wanted, from, from + rowsAtATime)) {
          offsets.set(id, start + index);
        }
      }
    }
    return offsets;
  }

  /**
   * Takes in a page. It must be known to follow the run that ends at its offset, if there is one. A run to its right
   * is joined if the page holds one of its rows, or ends where it starts while the list's length is the same;
   * otherwise there may be unknown rows between, so that it is moved on by one.
   */
  place(page: ReadPage): void {
    this.#setCount(page);
    const runs = this.#placeBetween(page);
    for (const contact of page.contacts) this.contacts.set(contact.id, contact);
    keepApart(this.runs, runs);
    if (reachesEnd(page)) {
      const tail = this.runs[runs];
      if (tail && page.rows > 0) tail.tailEra = this.era;
      for (const run of this.runs.filter(({ start }) => start >= page.offset + page.rows)) {
        this.forget(run);
      }
    }
  }

  /** Takes in newer states of those contacts that have a row. The ids of those that say something else than before. */
  replace(contacts: readonly Contact[]): readonly string[] {
    const changed: string[] = [];
    for (const contact of contacts) {
      const before = this.contacts.get(contact.id);
      if (!before) continue;
      this.contacts.set(contact.id, contact);
      if (!sameContact(before, contact)) changed.push(contact.id);
    }
    return changed;
  }

  /** Takes note of the list's length as the server gives it now: if it is another, an era begins. */
  noteCount(count: number | undefined): void {
    if (this.#eras.note(count)) this.#limit = undefined;
  }

  /** Gives up a run whose rows are not where they were. */
  forget(run: Run): void {
    const index = this.runs.indexOf(run);
    if (index >= 0) this.runs.splice(index, 1);
    for (const id of run.ids) this.contacts.delete(id);
  }

  /**
   * Takes out rows that were deleted: those after them move up.
   *
   * @param mark of the deletion: what was read later had them moved up already (see `ToldCounts`)
   */
  remove(ids: ReadonlySet<string>, mark: number): void {
    let moved = 0;
    const left = new Set([...ids].filter((id) => this.contacts.has(id)));
    for (const run of this.runs) {
      const gone = removeSorted(run.ids, left);
      for (const id of gone) left.delete(id);
      const removed = gone.length;
      // There may be fewer positions than rows, some of them being gone without our doing.
      if (moved > 0 && this.#eras.isBefore(run.startEra, mark)) {
        run.start = Math.max(1, run.start - moved);
      }
      moved += removed;
      if (this.#eras.isBefore(run.endEra, mark)) run.end -= moved;
      run.end = Math.max(run.end, run.start + 1);
    }
    for (const id of ids) this.contacts.delete(id);
    this.#addToLengths(-moved, mark);
    this.runs.splice(0, this.runs.length, ...this.runs.filter((run) => run.ids.length > 0));
    keepApart(this.runs, 0);
  }

  /**
   * Takes note of contacts that were created somewhere in the list. In a list that is known as a whole they get
   * places by code units; anywhere else their places are unknown and false is returned.
   *
   * @param mark of the creation (see `ToldCounts`)
   */
  insert(contacts: readonly Contact[], mark: number): boolean {
    const isWhole = this.isWhole;
    if (isWhole && this.runs.length === 0) {
      this.runs.push(runOf(0, 0, [], this.era));
    }
    const [run] = this.runs;
    if (!isWhole || !run) {
      this.grow(contacts.length, mark);
      return false;
    }
    this.#addToLengths(contacts.length, mark);
    const ids = contacts.map(({ id }) => id);
    insertSorted(run.ids, ids);
    if (this.#eras.isBefore(run.endEra, mark)) run.end += contacts.length;
    run.tailEra = this.era;
    for (const contact of contacts) this.contacts.set(contact.id, contact);
    return true;
  }

  /** The list is longer by so many creations whose places are unknown. @param mark as for `insert` */
  grow(creations: number, mark: number): void {
    this.#addToLengths(creations, mark);
    // Rows after the new ones moved down, so where a run ends is still a safe place to read on, where it starts is not.
    for (const run of this.runs) {
      if (this.#eras.isBefore(run.startEra, mark)) run.startEra = approximate;
    }
  }

  /** The list is shorter by so many deletions whose places are unknown. @param mark as for `remove` */
  shrink(deletions: number, mark: number): void {
    if (deletions <= 0 || !this.#eras.isBefore(this.era, mark)) return;
    const last = this.runs.at(-1);
    const isTail = last?.tailEra === this.era;
    this.#eras.shrink(deletions);
    // They were in a gap, so the list still ends where it did.
    if (last && isTail) last.tailEra = this.era;
  }

  #setCount(page: ReadPage): void {
    const end = page.offset + page.rows;
    const isBeyond = page.rows > 0 && end > (this.#limit ?? end);
    if (isBeyond) this.#limit = undefined;
    this.noteCount(page.count);
    if (reachesEnd(page) && (page.rows === 0 || page.count === undefined)) {
      this.#limit = Math.min(this.#limit ?? end, end);
    }
  }

  /** Joins the page with the runs it belongs to; returns the index of the resulting run. */
  #placeBetween(page: ReadPage): number {
    const end = page.offset + page.rows;
    if (page.rows === 0) return this.runs.findLastIndex((run) => run.start < page.offset);
    const places = placesOf(this.#known(page.contacts.map(({ id }) => id)), this.runs, page.offset);
    const home = this.#homeOf(page, places);
    const next = this.runs.find((run) => run.start === end && run.startEra === this.era);
    if (home?.end === page.offset && places.size === 0 && !next) {
      for (const { id } of page.contacts) home.ids.push(id);
      home.end = end;
      home.endEra = this.era;
      return this.runs.indexOf(home);
    }
    const [first] = places.values();
    const last = places.get(page.contacts.at(-1)?.id ?? '');
    const before = home ?? first?.run;
    const after = reachesEnd(page) ? undefined : (last?.run ?? next);
    const ids = page.contacts.map(({ id }) => id);
    const run = runOf(page.offset, end, ids, this.era);
    const head = before ? rowsBefore(before, page, places) : 0;
    const tail = after ? (lastIndexIn(after, places) ?? -1) + 1 : 0;
    for (const place of new Set([before, after, ...runsOf(places)])) {
      if (!place) continue;
      const to = place === after ? tail : place.ids.length;
      this.#drop(place, place === before ? head : 0, to);
    }
    if (before) prepend(run, before, head);
    if (after) append(run, after, tail, this.count);
    const index = this.runs.findIndex((other) => other.start > run.start);
    this.runs.splice(index < 0 ? this.runs.length : index, 0, run);
    return this.runs.indexOf(run);
  }

  /** The run that the page goes on with. A position alone does not tell: rows may have moved since it was read. */
  #homeOf(page: ReadPage, places: ReadonlyMap<string, Place>): Run | undefined {
    const run = this.runs.find(({ start, end }) => start <= page.offset && page.offset <= end);
    if (!run || firstIndexIn(run, places) !== undefined) return run;
    return run.end === page.offset && run.endEra === this.era ? run : undefined;
  }

  #known(ids: readonly string[]): ReadonlySet<string> {
    return new Set(ids.filter((id) => this.contacts.has(id)));
  }

  /** Takes out a run. Its rows with the indexes `from` to `to` are gone, the others about to be part of another. */
  #drop(run: Run, from: number, to: number): void {
    this.runs.splice(this.runs.indexOf(run), 1);
    for (const id of run.ids.slice(from, to)) this.contacts.delete(id);
  }

  #addToLengths(change: number, mark: number): void {
    this.#eras.add(change, mark);
    if (this.#limit !== undefined && this.told <= mark) this.#limit += change;
  }
}

function runsOf(places: ReadonlyMap<string, Place>): readonly Run[] {
  return [...places.values()].map(({ run }) => run);
}
