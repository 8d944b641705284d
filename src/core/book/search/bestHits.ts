/** Keeps the best of many entries, without the others. */
export class BestHits {
  readonly #limit: number;
  readonly #placeOf: (entry: number) => number;
  /** By score; each in the order they came. */
  readonly #buckets: number[][] = [];

  /** @param placeOf where the contact of an entry stands among all, to put those in order that are alike */
  constructor(limit: number, placeOf: (entry: number) => number) {
    this.#limit = limit;
    this.#placeOf = placeOf;
  }

  /** @param score a small whole number from 0, which is best */
  add(entry: number, score: number): void {
    const bucket = this.#buckets[score] ?? [];
    // One that was changed since comes last, and stands where it stood.
    if (bucket.length < this.#limit || this.#placeOf(entry) !== entry) bucket.push(entry);
    this.#buckets[score] = bucket;
  }

  /** Best first. */
  entries(): readonly number[] {
    const best: number[] = [];
    for (const bucket of this.#buckets) {
      if (best.length >= this.#limit) break;
      if (!bucket) continue;
      bucket.sort((one, other) => this.#placeOf(one) - this.#placeOf(other));
      for (const entry of bucket.slice(0, this.#limit - best.length)) best.push(entry);
    }
    return best;
  }
}
