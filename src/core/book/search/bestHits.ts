/** Keeps the best of many entries, without the others. */
export class BestHits {
  readonly #limit: number;
  /** By score; each in the order they came. */
  readonly #buckets: number[][] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @param score a small whole number from 0, which is best */
  add(entry: number, score: number): void {
    const bucket = this.#buckets[score] ?? [];
    if (bucket.length < this.#limit) bucket.push(entry);
    this.#buckets[score] = bucket;
  }

  /** Best first. */
  entries(): readonly number[] {
    return this.#buckets.flat().slice(0, this.#limit);
  }
}
