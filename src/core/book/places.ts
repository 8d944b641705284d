import { pageSize } from '../api/readRoutes.ts';
import { indexesIn, type Run } from './run.ts';

/** Where a row is known. */
export interface Place {
  readonly run: Run;
  /** Within `run.ids`, from 0. */
  readonly index: number;
}

/** Rows that moved by fewer than this many positions are found without a look at all rows. */
const reach = 5 * pageSize;

/**
 * Where in `runs` the rows with these ids are, in the order of the runs; those that are in none are left out.
 *
 * @param position where the first of them is expected, from 0: only that saves time
 */
export function placesOf(
  ids: ReadonlySet<string>,
  runs: readonly Run[],
  position: number,
): Map<string, Place> {
  const near = placesWithin(ids, runs, (run) => {
    const expected = position - run.start;
    return [expected - reach, expected + ids.size + reach];
  });
  return near.size === ids.size
    ? near
    : placesWithin(ids, runs, ({ ids: { length } }) => [0, length]);
}

function placesWithin(
  ids: ReadonlySet<string>,
  runs: readonly Run[],
  rangeOf: (run: Run) => readonly [from: number, to: number],
): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const run of runs) {
    if (places.size === ids.size) break;
    const [from, to] = rangeOf(run);
    for (const [id, index] of indexesIn(run.ids, ids, from, to)) places.set(id, { run, index });
  }
  return places;
}

/** The lowest index of the places in `run`; undefined if there are none. */
export function firstIndexIn(run: Run, places: ReadonlyMap<string, Place>): number | undefined {
  return indexesOf(run, places).reduce<number | undefined>(
    (first, index) => Math.min(first ?? index, index),
    undefined,
  );
}

/** The highest index of the places in `run`; undefined if there are none. */
export function lastIndexIn(run: Run, places: ReadonlyMap<string, Place>): number | undefined {
  return indexesOf(run, places).reduce<number | undefined>(
    (last, index) => Math.max(last ?? index, index),
    undefined,
  );
}

function indexesOf(run: Run, places: ReadonlyMap<string, Place>): readonly number[] {
  return [...places.values()].filter((place) => place.run === run).map(({ index }) => index);
}
