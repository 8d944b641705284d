/** Items with their shares, which are above 0 and need not add up to anything. */
export type Shares<T> = readonly [readonly [T, number], ...(readonly [T, number])[]];

/** A pseudo-random source: the same seed gives the same sequence on every machine. */
export interface Random {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number from 0 up to `limit`, which is excluded. */
  below(limit: number): number;
  /** One of the items, of which there must be at least one. */
  pick<T>(items: readonly [T, ...T[]]): T;
  /** One of the items, each as often as its share asks. */
  weighted<T>(shares: Shares<T>): T;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** Lower-case hexadecimal digits. */
  hex(length: number): string;
  /** So many decimal digits, at most 15, the first of them no zero. */
  digits(length: number): string;
}

/** Mixes numbers to 32 bits so that neighbours share nothing (the finaliser of MurmurHash3). */
export function mix(...numbers: readonly number[]): number {
  let hash = 0x9e3779b9;
  for (const number of numbers) {
    hash = mixHalf(hash, number >>> 0);
    hash = mixHalf(hash, Math.floor(number / 2 ** 32) >>> 0);
  }
  return hash >>> 0;
}

function mixHalf(hash: number, half: number): number {
  const first = Math.imul(hash ^ half, 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return second ^ (second >>> 16);
}

/** Mulberry32: small, fast and good enough for demo data. */
export function randomFrom(seed: number): Random {
  let state = seed;
  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  }
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: (items) => items[below(items.length)] ?? items[0],
    weighted(shares) {
      let left = next() * shares.reduce((sum, [, share]) => sum + share, 0);
      for (const [item, share] of shares) {
        left -= share;
        if (left < 0) return item;
      }
      return shares[0][0];
    },
    chance: (probability) => next() < probability,
    hex(length) {
      let digits = '';
      while (digits.length < length) digits += below(0x10000).toString(16).padStart(4, '0');
      return digits.slice(0, length);
    },
    digits(length) {
      const lowest = 10 ** (length - 1);
      return String(lowest + below(9 * lowest));
    },
  };
}
