/** Ids that can be computed by position, in ascending order by UTF-16 code unit. */
export interface IdSource {
  readonly length: number;
  id(index: number): string;
}

interface Block {
  /** The smallest id of the block. */
  first: string;
  length: number;
  /** Where the block lies in the source; of no meaning once `ids` is there. */
  readonly start: number;
  /** The ids themselves, as soon as the block differs from the source. */
  ids?: string[];
}

const blockSize = 1000;

/**
 * Ids in ascending order by UTF-16 code unit. They are held in blocks that are computed from the source until the first
 * change touches them, so a million of them take no memory and a page at any offset stays cheap after any change.
 */
export class SortedIds {
  readonly #source: IdSource;
  readonly #blocks: Block[] = [];
  #length: number;

  constructor(source: IdSource) {
    this.#source = source;
    this.#length = source.length;
    for (let start = 0; start < source.length; start += blockSize) {
      const length = Math.min(blockSize, source.length - start);
      this.#blocks.push({ first: source.id(start), length, start });
    }
  }

  get length(): number {
    return this.#length;
  }

  /** Up to `count` ids from position `offset` on. */
  slice(offset: number, count: number): string[] {
    let skipped = 0;
    let index = 0;
    for (const block of this.#blocks) {
      if (skipped + block.length > offset) break;
      skipped += block.length;
      index += 1;
    }
    return this.#collect(index, offset - skipped, count);
  }

  /** Up to `count` ids greater than `id`; the first ones without it. */
  after(id: string | undefined, count: number): string[] {
    if (id === undefined) return this.#collect(0, 0, count);
    const index = this.#blockOf(id);
    const block = this.#blocks[index];
    if (!block) return [];
    const position = this.#position(block, id);
    const from = this.#idAt(block, position) === id ? position + 1 : position;
    return this.#collect(index, from, count);
  }

  /** Adds an id; one that is there already is left alone. */
  insert(id: string): void {
    const index = this.#blockOf(id);
    const block = this.#blocks[index];
    if (!block) {
      this.#blocks.push({ first: id, length: 1, start: 0, ids: [id] });
      this.#length += 1;
      return;
    }
    const position = this.#position(block, id);
    if (this.#idAt(block, position) === id) return;
    const ids = this.#own(block);
    ids.splice(position, 0, id);
    this.#length += 1;
    const tail = ids.length > 2 * blockSize ? ids.splice(blockSize) : [];
    this.#refresh(block, ids);
    const [first] = tail;
    if (first !== undefined) {
      this.#blocks.splice(index + 1, 0, { first, length: tail.length, start: 0, ids: tail });
    }
  }

  /** Takes an id out; one that is not there changes nothing. */
  delete(id: string): void {
    const index = this.#blockOf(id);
    const block = this.#blocks[index];
    if (!block) return;
    const position = this.#position(block, id);
    if (this.#idAt(block, position) !== id) return;
    const ids = this.#own(block);
    ids.splice(position, 1);
    this.#length -= 1;
    if (ids.length === 0) this.#blocks.splice(index, 1);
    else this.#refresh(block, ids);
  }

  #collect(index: number, from: number, count: number): string[] {
    const found: string[] = [];
    let position = from;
    for (let at = index; found.length < count; at += 1) {
      const block = this.#blocks[at];
      if (!block) break;
      for (; position < block.length && found.length < count; position += 1) {
        const id = this.#idAt(block, position);
        if (id !== undefined) found.push(id);
      }
      position = 0;
    }
    return found;
  }

  #idAt(block: Block, position: number): string | undefined {
    if (position >= block.length) return undefined;
    return block.ids ? block.ids[position] : this.#source.id(block.start + position);
  }

  #own(block: Block): string[] {
    block.ids ??= Array.from({ length: block.length }, (_, i) => this.#source.id(block.start + i));
    return block.ids;
  }

  #refresh(block: Block, ids: readonly string[]): void {
    block.length = ids.length;
    block.first = ids[0] ?? block.first;
  }

  /** The index of the block that holds the id or would hold it. */
  #blockOf(id: string): number {
    let low = 0;
    let high = this.#blocks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const block = this.#blocks[middle];
      if (block && block.first <= id) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  /** The position in the block of the first id that is not smaller. */
  #position(block: Block, id: string): number {
    let low = 0;
    let high = block.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#idAt(block, middle) ?? '') < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
