import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { overBudget } from '../../bench/budgets.ts';
import type { Benchmark, BenchRow } from '../bench.ts';

const folder = path.resolve('out/test/bench');
const ending = '.bench.js';

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      json: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
    },
  });
  const { only, json } = values;
  const rows: BenchRow[] = [];
  const report = (row: BenchRow) => {
    if (!isChosen(row.name, only)) return;
    rows.push(row);
    if (json) console.log(JSON.stringify(pick(row)));
    else console.error(`… ${row.name}`);
  };
  for (const name of benchmarks(only)) await load(name)(report);
  if (rows.length === 0) {
    console.error(`No benchmark ran. There are: ${benchmarks(undefined).join(', ')}`);
    return 1;
  }
  if (!json) printTable(rows);
  return values.check ? checkBudgets(rows) : 0;
}

/** Complains of each row that is worse than its budget, or has none. */
function checkBudgets(rows: readonly BenchRow[]): number {
  const complaints = overBudget(rows);
  for (const complaint of complaints) console.error(complaint);
  if (complaints.length > 0) return 1;
  console.error(`${rows.length} rows are within their budgets.`);
  return 0;
}

/** The files to run: the one `only` names, whole or before a colon, else all. */
function benchmarks(only: string | undefined): string[] {
  const all = readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();
  const named = all.filter((name) => only === name || only?.startsWith(`${name}:`));
  return named.length > 0 ? named : all;
}

const isChosen = (row: string, only: string | undefined): boolean =>
  only === undefined || row.includes(only) || benchmarks(undefined).includes(only);

function load(name: string): Benchmark {
  const loaded: unknown = createRequire(import.meta.url)(path.join(folder, `${name}${ending}`));
  if (!isBenchmark(loaded)) throw new Error(`${name}.bench.ts exports no function "run"`);
  return loaded.run;
}

const isBenchmark = (value: unknown): value is { run: Benchmark } =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'run') === 'function';

/** The promised keys in the promised order, whatever else a benchmark reports. */
const pick = ({ name, value, unit, baseline, ratio }: BenchRow): BenchRow => ({
  name,
  value,
  unit,
  baseline,
  ratio,
});

function printTable(rows: readonly BenchRow[]): void {
  const cells = rows.map((row) => [
    row.name,
    `${rounded(row.value)} ${row.unit}`,
    `${rounded(row.baseline)} ${row.unit}`,
    `× ${rounded(row.ratio)}`,
  ]);
  const table = [['', 'value', 'baseline', 'ratio'], ...cells];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...table.map((line) => line[column]?.length ?? 0)),
  );
  for (const line of table) {
    console.log(
      line
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    );
  }
}

const rounded = (value: number): string => String(Number(value.toPrecision(3)));
