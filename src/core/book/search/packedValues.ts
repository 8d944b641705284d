import { GrowingArray } from './growingArray.ts';

const blockSize = 1 << 20;

/**
 * Contacts as they were read, or other JSON values of their size, packed so that a million of them fit into memory: one is
 * made anew whenever it is asked for. An entry is a number from 0; it is added once and never changes.
 */
export class PackedValues<Value> {
  readonly #blocks: Buffer[] = [];
  readonly #starts = new GrowingArray();
  readonly #lengths = new GrowingArray();
  /** Values that fit into no block. */
  readonly #large = new Map<number, string>();
  #used = blockSize;

  get length(): number {
    return this.#starts.length;
  }

  /** Adds a value; returns its entry. */
  add(value: Value): number {
    const entry = this.#starts.length;
    // Half a surrogate pair, which has no UTF-8, is escaped in it.
    const text = JSON.stringify(value);
    const length = Buffer.byteLength(text);
    if (length > blockSize) {
      this.#large.set(entry, text);
      this.#push(0, 0);
      return entry;
    }
    if (this.#used + length > blockSize) {
      this.#blocks.push(Buffer.allocUnsafeSlow(blockSize));
      this.#used = 0;
    }
    this.#blocks.at(-1)?.write(text, this.#used);
    this.#push((this.#blocks.length - 1) * blockSize + this.#used, length);
    this.#used += length;
    return entry;
  }

  /** @throws RangeError if there is no such entry */
  get(entry: number): Value {
    const value: Value = JSON.parse(this.#text(entry));
    return value;
  }

  /** The JSON of an entry, in UTF-8: not a copy, so it must not be changed. @throws RangeError if there is none */
  json(entry: number): Buffer {
    const large = this.#large.get(entry);
    if (large !== undefined) return Buffer.from(large);
    const { block, from, to } = this.#spanOf(entry);
    return block.subarray(from, to);
  }

  /** Whether an entry holds exactly this value, to the letter. */
  holds(entry: number, value: Value): boolean {
    return this.#text(entry) === JSON.stringify(value);
  }

  #text(entry: number): string {
    const large = this.#large.get(entry);
    if (large !== undefined) return large;
    const { block, from, to } = this.#spanOf(entry);
    return block.toString('utf8', from, to);
  }

  #spanOf(entry: number): { readonly block: Buffer; readonly from: number; readonly to: number } {
    const start = this.#starts.at(entry);
    const block = this.#blocks[Math.floor(start / blockSize)];
    if (!block || entry >= this.length) throw new RangeError(`no entry ${entry}`);
    const from = start % blockSize;
    return { block, from, to: from + this.#lengths.at(entry) };
  }

  #push(start: number, length: number): void {
    this.#starts.push(start);
    this.#lengths.push(length);
  }
}
