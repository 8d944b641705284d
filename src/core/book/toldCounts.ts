/**
 * The account's number of contacts as the server told it, one after the other wherever it was another than before, with
 * our own writes since. A write is confirmed some time after the server has carried it out, so counts that were told
 * meanwhile may hold it already: those that came after its `mark` do.
 */
export class ToldCounts {
  readonly #counts: (number | undefined)[] = [];

  /** The index of the newest count; `beforeAll` if there is none. What a write that is sent now has as its mark. */
  get mark(): number {
    return this.#counts.length - 1;
  }

  /** The count with this index. */
  at(index: number): number | undefined {
    return this.#counts[index];
  }

  /** Takes note of what the server tells now; returns its index. */
  note(count: number | undefined): number {
    if (this.#counts.length === 0 || this.#counts.at(-1) !== count) this.#counts.push(count);
    return this.mark;
  }

  /** Adds so many contacts (below 0: deletions) to the counts that were told before they were written. */
  add(change: number, mark: number): void {
    for (const [index, count] of this.#counts.entries()) {
      if (index > mark) return;
      if (count !== undefined) this.#counts[index] = Math.max(0, count + change);
    }
  }
}

/** The mark of a contact that was there before it was written: every count holds it. */
export const beforeAll = -1;

/** The mark of a write that no count can hold yet. */
export const afterAll = Number.POSITIVE_INFINITY;
