const partBits = 14;
const partLength = 1 << partBits;
const firstLength = 1024;

/**
 * A list of whole numbers from 0 to 4,294,967,295 that takes 4 bytes each, and some room to grow. It grows by parts: of a
 * million numbers a copy takes milliseconds, and the lists of an index would all be copied at the same time.
 */
export class GrowingArray {
  readonly #parts: Uint32Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** 0 where there is none. */
  at(index: number): number {
    return index < this.#length
      ? (this.#parts[index >>> partBits]?.[index & (partLength - 1)] ?? 0)
      : 0;
  }

  push(value: number): void {
    const index = this.#length;
    this.#length += 1;
    const at = index & (partLength - 1);
    let part = this.#parts[index >>> partBits];
    if (!part || at === part.length) {
      part = larger(part, index);
      this.#parts[index >>> partBits] = part;
    }
    part[at] = value;
  }

  set(index: number, value: number): void {
    const part = index < this.#length ? this.#parts[index >>> partBits] : undefined;
    if (part) part[index & (partLength - 1)] = value;
  }
}

/** Only the first part is ever less than whole: most lists are short. */
function larger(part: Uint32Array | undefined, index: number): Uint32Array {
  if (!part) return new Uint32Array(index === 0 ? firstLength : partLength);
  const twice = new Uint32Array(part.length * 2);
  twice.set(part);
  return twice;
}
