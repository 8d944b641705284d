import type { BenchRow } from '../support/bench.ts';

/**
 * How big a ratio may be, by the names of rows: the first that fits counts. Where the baseline is what is allowed that is
 * 1; elsewhere it is what was measured, with room for other machines (README.md beside this).
 */
const budgets: readonly (readonly [names: RegExp, ratio: number])[] = [
  [/^audit: /, 4],
  [/^blocks: /, 1],
  [/^cache: .* longest block /, 1],
  [/^cache: .* to a scan$/, 0.6],
  [/^cache: .* to JSON\.parse$/, 4],
  [/^compare: longest block /, 1],
  [/^compare: .* known by id$/, 1.6],
  [/^compare: .* known by account$/, 2.8],
  [/^duplicates: /, 9],
  [/^export: .* as vcard$/, 2],
  [/^export: /, 1.2],
  [/^filter: .* (id:|responsible:|problem:any for the first time)/, 3.5],
  [/^filter: .* groups by responsible$/, 2],
  [/^filter: /, 1.2],
  [/^growth: .* exponent$/, 1.05],
  [/^growth: /, 1.6],
  [/^import: /, 2.5],
  [/^longUse: /, 1.05],
  [/^million: requests for (scanning|reassigning)\b/, 1.05],
  [/^million: /, 1],
  [/^outcomes: /, 1],
  [/^read: .* elements of JSON$/, 10],
  [/^read: .* all quoted$/, 1.3],
  [/^read: /, 1.2],
  [/^sandbox: first page /, 120],
  [/^sandbox: /, 5],
  [/^scan: .* in the long run$/, 1],
  // At least 95 % of the speed.
  [/^scan: /, 1 / 0.95],
  [/^search: .* to what is allowed$/, 1],
  [/^search: .* indexing a contact, to MiniSearch$/, 1.3],
  [/^search: .* indexing a contact, /, 8],
  [/^search: .* memory a contact, to MiniSearch$/, 0.25],
  [/^search: .* keystroke p95, to (uFuzzy|MiniSearch)$/, 0.3],
  [/^search: /, 1.2],
  [/^transferMemory: .* rows into the same book$/, 1.2],
  [/^transferMemory: .* beyond the book$/, 10],
  [/^transferMemory: /, 3],
];

/** The rows that are worse than their budgets, or have none, in words. */
export function overBudget(rows: readonly BenchRow[]): string[] {
  return rows.flatMap(({ name, ratio }) => {
    const budget = budgets.find(([names]) => names.test(name))?.[1];
    if (budget === undefined) return [`${name}: there is no budget for it`];
    return ratio <= budget ? [] : [`${name}: × ${ratio.toPrecision(3)} is more than × ${budget}`];
  });
}
