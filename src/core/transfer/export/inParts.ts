/** So many contacts are written at a time: enough that a piece is worth a write, and few enough to be quick. */
const partSize = 200;

/** A long list part by part, in its order. */
export function* inParts<T>(all: Iterable<T>): Generator<readonly T[]> {
  let part: T[] = [];
  for (const one of all) {
    part.push(one);
    if (part.length < partSize) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}
