import type { ApiError } from '../api/apiError.ts';
import type { Rows } from './rows.ts';

/** A page that could not be read. */
export interface PageFailure {
  readonly offset: number;
  readonly error: ApiError;
}

/** Rows that were read, in the list's order. */
export interface ContactsPart {
  readonly kind: 'contacts';
  /** Position of the first, from 0; undefined for our own new contacts whose place in the list is not known. */
  readonly from: number | undefined;
  readonly ids: readonly string[];
}

/** Rows that were not read. */
export interface GapPart {
  readonly kind: 'gap';
  /** Position of the first unknown row, from 0: what `loadPage` takes to read the next 100. */
  readonly from: number;
  /** Position after the last unknown row; undefined where the length of the list is not known. */
  readonly to: number | undefined;
  /** Whether a page of the gap is being read. */
  readonly isLoading: boolean;
  /** The last attempt to read a page of the gap, if it failed. */
  readonly failure: PageFailure | undefined;
}

/** What a list of contacts shows, from top to bottom. */
export type BookPart = ContactsPart | GapPart;

/** The parts of the list; new contacts without a known place come first. */
export function layoutOf(
  rows: Rows,
  added: readonly string[],
  loading: readonly number[],
  failures: readonly PageFailure[],
): readonly BookPart[] {
  const gaps = rows.gaps().map(({ from, to }): GapPart => {
    const isInside = (offset: number) => offset >= from && (to === undefined || offset < to);
    return {
      kind: 'gap',
      from,
      to,
      isLoading: loading.some(isInside),
      failure: failures.find(({ offset }) => isInside(offset)),
    };
  });
  const runs = rows.runs.map(
    ({ start, ids }): ContactsPart => ({ kind: 'contacts', from: start, ids: ids.slice() }),
  );
  const news: readonly ContactsPart[] =
    added.length > 0 ? [{ kind: 'contacts', from: undefined, ids: added }] : [];
  return [...news, ...[...gaps, ...runs].sort((a, b) => (a.from ?? 0) - (b.from ?? 0))];
}
