import { isAddressable, pageSize } from '../api/readRoutes.ts';
import type { LookHints, Offsets } from './lookHints.ts';
import { TimeSlices } from './timeSlices.ts';

/** How to begin looking for contacts: one by one, on these pages, or in the whole list. */
export type LookPlan =
  | { readonly kind: 'singly' }
  | { readonly kind: 'pages'; readonly offsets: readonly number[] }
  | { readonly kind: 'list' };

/**
 * The way with the fewest requests if nothing has moved, of these three: one for each id; one for each page on which
 * some of them were last seen, and one for each id that was not; the whole list, which takes one for 99 contacts. Of
 * equal ways one by one, but rather the list where that may not settle every id. Lets other work go on every few
 * milliseconds, and rejects with the signal's reason.
 *
 * @param isConclusive whether a 404 would tell that there is no contact with this id
 */
export async function planLook(
  ids: readonly string[],
  { count, offsetsOf = async () => new Map() }: Partial<LookHints>,
  isConclusive: (id: string) => boolean,
  signal: AbortSignal,
): Promise<LookPlan> {
  const slices = new TimeSlices(signal);
  const offsets = await offsetsOf(ids);
  const listCost = listCostOf(count);
  // Of a million ids each costs time to look at, and so many are too many for the other ways.
  if (ids.length - offsets.size > listCost) return { kind: 'list' };
  const starts = await pageStarts(offsets, slices);
  if (Math.min(ids.length, starts.length) > listCost) return { kind: 'list' };
  const [all, unseen] = [new Singles(), new Singles()];
  let isEachConclusive = true;
  for (const id of ids) {
    await slices.next();
    all.add(id);
    if (!offsets.has(id)) unseen.add(id);
    isEachConclusive &&= isConclusive(id);
  }
  const singly = all.cost(listCost);
  const pages = starts.length + unseen.cost(listCost);
  const least = Math.min(singly, pages, listCost);
  if (least === Number.POSITIVE_INFINITY) return { kind: 'list' };
  if (least === singly && isEachConclusive) return { kind: 'singly' };
  if (least === listCost) return { kind: 'list' };
  return least === singly ? { kind: 'singly' } : { kind: 'pages', offsets: starts };
}

/**
 * The pages around the place where a contact was last seen, the most likely one first. Some must have been added or
 * deleted before it if it is on the second or third.
 */
export function pagesAround(offset: number): readonly number[] {
  return [...new Set([offset, Math.max(0, offset - pageSize), offset + pageSize])];
}

/**
 * How many requests it takes to read through the whole list, each page from the last row of the one before it; at
 * least 1, and infinite where its length is not known.
 */
export function listCostOf(count: number | undefined): number {
  if (count === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(1, Math.ceil((count - 1) / (pageSize - 1)));
}

/** Ids that are asked for one by one. */
class Singles {
  #count = 0;
  #areAddressable = true;

  add(id: string): void {
    this.#count += 1;
    this.#areAddressable &&= isAddressable(id);
  }

  /** In requests: the list has to be read for those that have no address. */
  cost(listCost: number): number {
    return this.#count + (this.#areAddressable ? 0 : listCost);
  }
}

/** The fewest pages that cover these positions. */
async function pageStarts(offsets: Offsets, slices: TimeSlices): Promise<readonly number[]> {
  // A quarter of a million are sorted within some milliseconds in such an array.
  const sorted = new Uint32Array(offsets.size);
  let count = 0;
  for (const [, offset] of offsets.entries()) {
    await slices.next();
    sorted[count] = offset;
    count += 1;
  }
  sorted.sort();
  const starts: number[] = [];
  for (const offset of sorted) {
    await slices.next();
    const last = starts.at(-1);
    if (last === undefined || offset >= last + pageSize) starts.push(offset);
  }
  return starts;
}
