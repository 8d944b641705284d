import type { TimeSlices } from '../timeSlices.ts';

/** So many are put in order at once. */
const few = 4096;

/** Entries of the same score. */
interface Bucket {
  readonly entries: number[];
  isInOrder: boolean;
  /** Of the entry that came last. */
  place: number;
}

/** Keeps the best of many entries, without the others. */
export class BestHits {
  readonly #limit: number;
  readonly #placeOf: (entry: number) => number;
  /** By score. */
  readonly #buckets: Bucket[] = [];
  #placesEnd = 0;

  /** @param placeOf where the contact of an entry stands among all, to put those in order that are alike */
  constructor(limit: number, placeOf: (entry: number) => number) {
    this.#limit = limit;
    this.#placeOf = placeOf;
  }

  /** @param score a small whole number from 0, which is best */
  add(entry: number, score: number): void {
    const place = this.#placeOf(entry);
    const bucket = this.#buckets[score] ?? { entries: [], isInOrder: true, place };
    this.#buckets[score] = bucket;
    // One that was changed since comes last, and stands where it stood.
    if (bucket.entries.length >= this.#limit && place === entry) return;
    bucket.entries.push(entry);
    if (place < bucket.place) bucket.isInOrder = false;
    bucket.place = place;
    this.#placesEnd = Math.max(this.#placesEnd, place + 1);
  }

  /** Best first. Lets other work go on meanwhile. */
  async entries(slices: TimeSlices): Promise<readonly number[]> {
    const best: number[] = [];
    for (const bucket of this.#buckets) {
      if (best.length >= this.#limit) break;
      if (!bucket) continue;
      for (const entry of await this.#inOrder(bucket, slices)) {
        if (best.length >= this.#limit) break;
        best.push(entry);
        if (best.length % few === 0) await slices.next();
      }
    }
    return best;
  }

  async #inOrder(bucket: Bucket, slices: TimeSlices): Promise<readonly number[]> {
    const { entries, isInOrder } = bucket;
    if (isInOrder) return entries;
    if (entries.length <= few) {
      return entries.sort((one, other) => this.#placeOf(one) - this.#placeOf(other));
    }
    // No two have the same place. 0 stands for none.
    const byPlace = new Uint32Array(this.#placesEnd);
    for (const [index, entry] of entries.entries()) {
      byPlace[this.#placeOf(entry)] = entry + 1;
      if (index % few === 0) await slices.next();
    }
    const ordered: number[] = [];
    for (const [place, next] of byPlace.entries()) {
      if (next > 0) ordered.push(next - 1);
      if (place % few === 0) await slices.next();
    }
    return ordered;
  }
}
