import { indexesIn } from './run.ts';

/**
 * Inserts `news` into `ids`, in place: each before the first that is greater by code units, as far as `ids` are in that
 * order. The rows are moved once however many are new, for there may be a million.
 */
export function insertSorted(ids: string[], news: readonly string[]): void {
  const sorted = [...news].sort();
  let from = 0;
  const places = sorted.map((id) => {
    from = placeOf(ids, id, from);
    return from;
  });
  let read = ids.length;
  // Filled with something first, so that the array stays one without holes.
  for (const id of sorted) ids.push(id);
  for (let index = sorted.length - 1; index >= 0; index--) {
    const place = places[index] ?? 0;
    for (; read > place; read--) ids[read + index] = ids[read - 1] ?? '';
    ids[place + index] = sorted[index] ?? '';
  }
}

/**
 * Takes `gone` out of `ids`, in place. Those that stand where the order by code units has them are found at once; for
 * others all rows are looked at.
 *
 * @returns those that were there
 */
export function removeSorted(ids: string[], gone: ReadonlySet<string>): readonly string[] {
  const places: number[] = [];
  const elsewhere = new Set<string>();
  for (const id of gone) {
    const place = placeOf(ids, id, 0);
    if (ids[place] === id) places.push(place);
    else elsewhere.add(id);
  }
  if (elsewhere.size > 0) {
    for (const place of indexesIn(ids, elsewhere).values()) places.push(place);
  }
  places.sort((a, b) => a - b);
  const removed = places.flatMap((place) => ids[place] ?? []);
  let [next, kept] = [0, places[0] ?? ids.length];
  for (let read = kept; read < ids.length; read++) {
    if (read === places[next]) next += 1;
    else ids[kept++] = ids[read] ?? '';
  }
  ids.length = kept;
  return removed;
}

/** Where `id` belongs in `ids` from index `low` on. */
function placeOf(ids: readonly string[], id: string, from: number): number {
  let low = from;
  for (let high = ids.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((ids[middle] ?? '') < id) low = middle + 1;
    else high = middle;
  }
  return low;
}
