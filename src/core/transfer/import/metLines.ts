import type { ContactIndex } from '../../book/search/contactIndex.ts';

/** On which line of a file each contact was met: in four bytes for each that the account has, however many are met. */
export class MetLines {
  readonly #index: ContactIndex;
  /** By the place in the index; 0 is no line. */
  readonly #known: Uint32Array;
  readonly #others = new Map<string, number>();

  constructor(index: ContactIndex) {
    this.#index = index;
    this.#known = new Uint32Array(index.length);
  }

  /** Notes that a contact was met on a line; if it was met before, that one stays, and is returned. */
  meet(id: string, line: number): number | undefined {
    const place = this.#placeOf(id);
    const before = place === undefined ? this.#others.get(id) : this.#known[place] || undefined;
    if (before !== undefined) return before;
    if (place === undefined) this.#others.set(id, line);
    else this.#known[place] = line;
    return undefined;
  }

  /** Of one that was there from the beginning. */
  #placeOf(id: string): number | undefined {
    const entry = this.#index.entryOf(id);
    const place = entry === undefined ? undefined : this.#index.placeOf(entry);
    return place !== undefined && place < this.#known.length ? place : undefined;
  }
}
