import { partsOf } from '../../partsOf.ts';

/** So many contacts are written at a time: enough that a piece is worth a write, and few enough to be quick. */
const partSize = 200;

/** A long list part by part, in its order. */
export function inParts<T>(all: Iterable<T>): Generator<readonly T[]> {
  return partsOf(all, partSize);
}
