/** One line of the benchmarks' result: `ratio` is `value` divided by `baseline`, both in `unit`. */
export interface BenchRow {
  /** Begins with the name of the benchmark's file and a colon, for example `search: 100,000 contacts`. */
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline: number;
  readonly ratio: number;
}

/** What each test/bench/*.bench.ts exports as `run`. */
export type Benchmark = (report: (row: BenchRow) => void) => Promise<void> | void;
