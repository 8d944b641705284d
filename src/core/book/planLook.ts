import { isAddressable, pageSize } from '../api/readRoutes.ts';
import type { LookHints } from './lookHints.ts';

/** How to begin looking for contacts: one by one, on these pages, or in the whole list. */
export type LookPlan =
  | { readonly kind: 'singly' }
  | { readonly kind: 'pages'; readonly offsets: readonly number[] }
  | { readonly kind: 'list' };

/**
 * The way with the fewest requests if nothing has moved, of these three: one for each id; one for each page on which
 * some of them were last seen, and one for each id that was not; the whole list, which takes one for 99 contacts. Of
 * equal ways one by one, but rather the list where that may not settle every id.
 *
 * @param isConclusive whether a 404 would tell that there is no contact with this id
 */
export async function planLook(
  ids: readonly string[],
  { count, offsetsOf = async () => new Map() }: Partial<LookHints>,
  isConclusive: (id: string) => boolean,
): Promise<LookPlan> {
  const offsets = await offsetsOf(ids);
  const listCost = listCostOf(count);
  // Of a million ids each costs time to look at, and so many are too many for the other ways.
  if (ids.length - offsets.size > listCost) return { kind: 'list' };
  const starts = pageStarts(offsets);
  if (Math.min(ids.length, starts.length) > listCost) return { kind: 'list' };
  const cost = (some: readonly string[]) =>
    some.length + (some.every(isAddressable) ? 0 : listCost);
  const singly = cost(ids);
  const pages = starts.length + cost(ids.filter((id) => !offsets.has(id)));
  const least = Math.min(singly, pages, listCost);
  if (least === Number.POSITIVE_INFINITY) return { kind: 'list' };
  if (least === singly && ids.every(isConclusive)) return { kind: 'singly' };
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

/** The fewest pages that cover these positions. */
function pageStarts(offsets: ReadonlyMap<string, number>): readonly number[] {
  const starts: number[] = [];
  // A quarter of a million are sorted within some milliseconds in such an array.
  for (const offset of Uint32Array.from(offsets.values()).sort()) {
    const last = starts.at(-1);
    if (last === undefined || offset >= last + pageSize) starts.push(offset);
  }
  return starts;
}
