import { GrowingArray } from '../../book/search/growingArray.ts';

/**
 * Entries of an index by keys that they have, in about 16 bytes for each key: texts of a million contacts would take
 * more than all that is known of them. Different keys may, rarely, be taken for one: who finds an entry looks at it.
 */
export class EntriesByKey {
  /** By the last bits of a key's hash: the link that was added last, and one more; 0 if there is none. */
  readonly #heads: Uint32Array;
  /** Of each link: the key's hash, the entry, and the link before it as in `#heads`. */
  readonly #hashes = new GrowingArray();
  readonly #entries = new GrowingArray();
  readonly #before = new GrowingArray();

  /** @param expected about how many keys there will be */
  constructor(expected: number) {
    this.#heads = new Uint32Array(2 ** Math.ceil(Math.log2(Math.max(2, expected))));
  }

  add(key: string, entry: number): void {
    const hash = hashOf(key);
    const slot = this.#slotOf(hash);
    this.#before.push(this.#heads[slot] ?? 0);
    this.#hashes.push(hash);
    this.#entries.push(entry);
    this.#heads[slot] = this.#entries.length;
  }

  /** The entries that have this key, if not quite another one; those that were added last come first. */
  *find(key: string): Generator<number> {
    const hash = hashOf(key);
    let link = this.#heads[this.#slotOf(hash)] ?? 0;
    for (; link > 0; link = this.#before.at(link - 1)) {
      if (this.#hashes.at(link - 1) === hash) yield this.#entries.at(link - 1);
    }
  }

  #slotOf(hash: number): number {
    return hash & (this.#heads.length - 1);
  }
}

/** FNV-1a, from 0 to 2³² − 1. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index++) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  // Its last bits are those of the last letter: the others have to have a say in them.
  return (hash ^ (hash >>> 15)) >>> 0;
}
