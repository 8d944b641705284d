import { TimeSlices } from '../timeSlices.ts';
import type { ContactIndex } from './contactIndex.ts';

/** So many are looked at between two looks at the clock. */
const few = 256;

/**
 * The entries of all contacts of an index, in the order of the list and as of one moment: of a million contacts they
 * take four megabytes. Lets other work go on every few milliseconds. Rejects with the signal's reason.
 */
export async function allEntries(
  index: ContactIndex,
  signal: AbortSignal,
): Promise<Iterable<number>> {
  const slices = new TimeSlices(signal);
  for (;;) {
    const { length } = index;
    const entries = new Uint32Array(index.size);
    let count = 0;
    for (const entry of index.entries()) {
      entries[count] = entry;
      count += 1;
      if (count % few === 0) await slices.next();
    }
    // What was read meanwhile has its place among the others.
    if (index.length === length) return entries.subarray(0, count);
  }
}
