import { isAddressable, pageSize } from '../api/readRoutes.ts';

/** What is known beforehand, to need fewer requests. */
export interface LookHints {
  /** The number of contacts in the account. */
  readonly count?: number | undefined;
  /** Where in the list (from 0) these contacts were last seen; those that were not are left out. */
  readonly offsetsOf?: (ids: readonly string[]) => ReadonlyMap<string, number>;
}

/** How to begin looking for contacts: one by one, on these pages, or in the whole list. */
export type LookPlan =
  | { readonly kind: 'singly' }
  | { readonly kind: 'pages'; readonly offsets: readonly number[] }
  | { readonly kind: 'list' };

/** The way with the fewest requests if nothing has moved; one by one where others need as many. */
export function planLook(
  ids: readonly string[],
  { count, offsetsOf = () => new Map() }: LookHints,
): LookPlan {
  const offsets = offsetsOf(ids);
  const starts = pageStarts([...offsets.values()]);
  const listCost =
    count === undefined ? Number.POSITIVE_INFINITY : Math.max(1, Math.ceil(count / pageSize));
  const cost = (some: readonly string[]) =>
    some.length + (some.every(isAddressable) ? 0 : listCost);
  const singly = cost(ids);
  const pages = starts.length + cost(ids.filter((id) => !offsets.has(id)));
  const least = Math.min(singly, pages, listCost);
  if (least === Number.POSITIVE_INFINITY) return { kind: 'list' };
  if (least === singly) return { kind: 'singly' };
  return least === pages ? { kind: 'pages', offsets: starts } : { kind: 'list' };
}

/** The fewest pages that cover these positions. */
function pageStarts(offsets: readonly number[]): readonly number[] {
  const starts: number[] = [];
  for (const offset of [...offsets].sort((a, b) => a - b)) {
    const last = starts.at(-1);
    if (last === undefined || offset >= last + pageSize) starts.push(offset);
  }
  return starts;
}
