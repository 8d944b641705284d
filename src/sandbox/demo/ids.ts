import { mix, randomFrom } from '../random.ts';
import type { IdSource } from '../sortedIds.ts';

/** Ids like those of several CRMs, in ascending order, each computed from its position and the other way round. */
export interface DemoIds extends IdSource {
  /** The position of an id, or `undefined` if it is none of these. */
  indexOf(id: string): number | undefined;
}

const lowest = 24_013_000;
const highest = 99_999_999;
const widestStep = 61;

/**
 * Most ids begin with eight digits that grow with the position, some of them bare and some followed by what other CRMs
 * add; the last few begin with a word. So the order is that of the positions, whatever follows the digits.
 */
export function demoIds(length: number, seed: number): DemoIds {
  const step = Math.max(
    1,
    Math.min(widestStep, Math.floor((highest - lowest) / Math.max(1, length))),
  );
  const bitrixFrom = Math.ceil(length * 0.94);
  const wordFrom = Math.ceil(length * 0.97);

  function numberAt(index: number): number {
    return lowest + index * step + (mix(seed, 1, index) % step);
  }

  function id(index: number): string {
    const digits = String(numberAt(index));
    if (index >= wordFrom) return `contact-id-${digits}`;
    if (index >= bitrixFrom) return `C_${digits}`;
    const random = randomFrom(mix(seed, 2, index));
    const kind = random.below(100);
    if (kind < 64) return digits;
    if (kind < 78)
      return `${digits}-${random.hex(8)}-${random.hex(4)}-${random.hex(4)}-${random.hex(4)}`;
    if (kind < 90) {
      return `${digits}-${random.hex(4)}-4${random.hex(3)}-a${random.hex(3)}-${random.hex(12)}`;
    }
    return `${digits}${random.hex(16)}`;
  }

  return {
    length,
    id,
    indexOf(text) {
      const digits = /^(?:C_|contact-id-)?(\d{8})/.exec(text)?.[1];
      if (digits === undefined) return undefined;
      const index = Math.floor((Number(digits) - lowest) / step);
      return index >= 0 && index < length && id(index) === text ? index : undefined;
    },
  };
}
