/** So many parts: of a million ids each holds so few that it grows within a millisecond. */
const parts = 64;

/**
 * A map by id for a million contacts. A plain one holds all else up for a while, whenever it gets full, to put everything
 * into a larger one.
 */
export class IdMap<Value> {
  readonly #parts = Array.from({ length: parts }, () => new Map<string, Value>());
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(id: string): Value | undefined {
    return this.#partOf(id)?.get(id);
  }

  has(id: string): boolean {
    return this.#partOf(id)?.has(id) ?? false;
  }

  set(id: string, value: Value): void {
    const part = this.#partOf(id);
    const before = part?.size ?? 0;
    part?.set(id, value);
    this.#size += (part?.size ?? 0) - before;
  }

  /** Whether it was there. */
  delete(id: string): boolean {
    const isDeleted = this.#partOf(id)?.delete(id) ?? false;
    if (isDeleted) this.#size -= 1;
    return isDeleted;
  }

  /** In no order; what is deleted meanwhile does not come any more, what is added may. */
  *keys(): IterableIterator<string> {
    for (const part of this.#parts) yield* part.keys();
  }

  /** As `keys`, with the values. */
  *entries(): IterableIterator<[string, Value]> {
    for (const part of this.#parts) yield* part.entries();
  }

  #partOf(id: string): Map<string, Value> | undefined {
    // FNV-1a: ids that differ in a letter or two are spread over all parts.
    let hash = 0x811c9dc5;
    for (let index = 0; index < id.length; index++) {
      hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
    }
    return this.#parts[(hash >>> 8) % parts];
  }
}
