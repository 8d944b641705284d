/** Shares no divisor with any size made of 2, 3 and 5, and stays exact up to 20 million positions. */
const factor = 343_770_607;

/**
 * Spreads positions over 0…`size`-1 as if at random, yet meets none twice before all are used up. `size` is a product of 2, 3
 * and 5; another `shift`, a whole number up to 2³², spreads them otherwise.
 */
export function scatter(position: number, size: number, shift: number): number {
  return ((position % size) * factor + shift) % size;
}
