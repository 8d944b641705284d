import { type FoldedText, fieldMark, isWordCode } from './foldText.ts';
import { GrowingArray } from './growingArray.ts';

/** So many bytes are searched at a time. */
const blockSize = 1 << 18;

/**
 * One kind of text of many entries, searched as a whole: the folded texts stand one after the other in blocks. An entry
 * is a number from 0; it is added once, in order, and stays.
 */
export class SearchColumn {
  readonly #blocks: Buffer[] = [];
  /** Where each entry begins: its block times the block's size, and the place in it. */
  readonly #starts = new GrowingArray();
  #used = blockSize;

  /** Adds the next entry. Texts that do not fit into a block with all the others are cut. */
  add(texts: readonly FoldedText[]): void {
    const length = Math.min(
      texts.reduce((sum, text) => sum + text.length + 1, texts.length > 0 ? 1 : 0),
      blockSize,
    );
    if (this.#used + length > blockSize) {
      this.#blocks.push(Buffer.alloc(blockSize));
      this.#used = 0;
    }
    const block = this.#blocks.at(-1);
    const start = (this.#blocks.length - 1) * blockSize + this.#used;
    this.#starts.push(start);
    if (!block || length === 0) return;
    let at = this.#used;
    for (const text of texts) {
      block[at] = fieldMark;
      const room = Math.max(0, blockSize - at - 2);
      block.set(text.length <= room ? text : text.subarray(0, room), at + 1);
      at += text.length + 1;
      if (at >= blockSize - 1) break;
    }
    block[this.#used + length - 1] = fieldMark;
    this.#used += length;
  }

  get blockCount(): number {
    return this.#blocks.length;
  }

  /**
   * Tells each entry of a block that holds the text, once, with the best rank of its occurrences.
   *
   * @param tell returns whether to go on
   */
  search(blockIndex: number, text: FoldedText, tell: (entry: number, rank: Rank) => boolean): void {
    const block = this.#blocks[blockIndex];
    if (!block || text.length === 0) return;
    const base = blockIndex * blockSize;
    let entry = -1;
    for (let at = block.indexOf(text); at >= 0; ) {
      entry = this.#entryAt(base + at, entry);
      const end = this.#endOf(entry) - base;
      if (!tell(entry, bestRank(block, at, end, text))) return;
      at = end < blockSize ? block.indexOf(text, end) : -1;
    }
  }

  /** The best rank of a text in an entry; undefined if the entry does not hold it. */
  rankIn(entry: number, text: FoldedText): Rank | undefined {
    const start = this.#starts.at(entry);
    const end = this.#endOf(entry);
    const block = this.#blocks[Math.floor(start / blockSize)];
    if (!block || end <= start) return undefined;
    const from = start % blockSize;
    const to = from + end - start;
    const at = indexIn(block, text, from, to);
    return at < 0 ? undefined : bestRank(block, at, to, text);
  }

  /** The folded texts of an entry, one character for each byte, each text between two field marks; "" if it has none. */
  textsOf(entry: number): string {
    const start = this.#starts.at(entry);
    const block = this.#blocks[Math.floor(start / blockSize)];
    const from = start % blockSize;
    return block?.toString('latin1', from, from + this.#endOf(entry) - start) ?? '';
  }

  #endOf(entry: number): number {
    const start = this.#starts.at(entry);
    const blockIndex = Math.floor(start / blockSize);
    if (entry + 1 < this.#starts.length) {
      const next = this.#starts.at(entry + 1);
      return Math.floor(next / blockSize) === blockIndex ? next : (blockIndex + 1) * blockSize;
    }
    return blockIndex * blockSize + this.#used;
  }

  /** The entry whose text holds this place. @param after an entry before it */
  #entryAt(place: number, after: number): number {
    let low = Math.max(0, after);
    let step = 1;
    while (low + step < this.#starts.length && this.#starts.at(low + step) <= place) {
      low += step;
      step *= 2;
    }
    for (; step >= 1; step = Math.floor(step / 2)) {
      if (low + step < this.#starts.length && this.#starts.at(low + step) <= place) low += step;
    }
    return low;
  }
}

/** How well a text fits: it is the whole field, its start, the start of a word, or stands within one. */
export type Rank = 0 | 1 | 2 | 3;

function bestRank(block: Buffer, first: number, end: number, text: FoldedText): Rank {
  let best: Rank = 3;
  for (let at = first; at >= 0; at = indexIn(block, text, at + 1, end)) {
    const before = block[at - 1] ?? fieldMark;
    const after = block[at + text.length] ?? fieldMark;
    const rank: Rank =
      before === fieldMark ? (after === fieldMark ? 0 : 1) : isWordCode(before) ? 3 : 2;
    if (rank < best) best = rank;
    if (best === 0) break;
  }
  return best;
}

/** Where a text stands between two places of a block; below 0 if it does not. Native search would look beyond. */
function indexIn(block: Buffer, text: FoldedText, from: number, to: number): number {
  const [first] = text;
  for (let at = from; at <= to - text.length; at++) {
    if (block[at] !== first) continue;
    let length = 1;
    while (length < text.length && block[at + length] === text[length]) length++;
    if (length === text.length) return at;
  }
  return -1;
}
