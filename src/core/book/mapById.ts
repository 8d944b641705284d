import { IdMap } from './idMap.ts';
import type { TimeSlices } from './timeSlices.ts';

/** Things by their ids; of equal ids the last one stays. Lets other work go on in between. */
export async function mapById<T extends { readonly id: string }>(
  things: Iterable<T>,
  slices: TimeSlices,
): Promise<IdMap<T>> {
  const map = new IdMap<T>();
  for (const thing of things) {
    await slices.next();
    map.set(thing.id, thing);
  }
  return map;
}
