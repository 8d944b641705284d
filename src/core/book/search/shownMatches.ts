import type { BookSearch } from './bookSearch.ts';
import type { PersonNames } from './personNames.ts';
import type { QueryTerm } from './searchQuery.ts';

/** So many contacts are shown at first, and so many more each time. */
const matchesShown = 500;

/** The contacts that fit some terms, as far as they are shown: the first few hundred of perhaps a million. */
export class ShownMatches {
  readonly #terms: readonly QueryTerm[];
  #limit = matchesShown;
  #entries: readonly number[] = [];
  #total: number | undefined;

  constructor(terms: readonly QueryTerm[]) {
    this.#terms = terms;
  }

  /** Those that are shown, best first, as entries of the index. */
  get entries(): readonly number[] {
    return this.#entries;
  }

  /** How many fit; undefined before the first search. */
  get total(): number | undefined {
    return this.#total;
  }

  /** How many are shown. */
  get shown(): number {
    return this.#entries.length;
  }

  /** How many more fit than are shown. */
  get others(): number {
    return (this.#total ?? 0) - this.#entries.length;
  }

  /** From the next search on more are shown. */
  showMore(): void {
    this.#limit += matchesShown;
  }

  /** Searches what is known now. Whether anything is otherwise than before. Rejects with the signal's reason. */
  async update(search: BookSearch, people: PersonNames, signal: AbortSignal): Promise<boolean> {
    const { entries, total } = await search.find(this.#terms, {
      signal,
      people,
      limit: this.#limit,
      countsAll: true,
    });
    const isSame =
      total === this.#total &&
      entries.length === this.#entries.length &&
      entries.every((entry, index) => entry === this.#entries[index]);
    this.#entries = entries;
    this.#total = total;
    return !isSame;
  }
}
