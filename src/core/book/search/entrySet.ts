/** A set of entries of an index, one bit each. */
export class EntrySet {
  #words = new Uint32Array(32);

  has(entry: number): boolean {
    return ((this.#words[entry >>> 5] ?? 0) & (1 << (entry & 31))) !== 0;
  }

  add(entry: number): void {
    const word = entry >>> 5;
    if (word >= this.#words.length) {
      const larger = new Uint32Array(Math.ceil((word + 1) * 1.5));
      larger.set(this.#words);
      this.#words = larger;
    }
    this.#words[word] = (this.#words[word] ?? 0) | (1 << (entry & 31));
  }
}
