import { readFile, writeFile } from 'node:fs/promises';

/** How the tests of one level ended. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What failed and why, for the end of a long run. What ended without a word of its own is not among them. */
  readonly failures: readonly string[];
}

/** A level that could not run at all, or that ran no test, has failed. */
export const nothingRan: Counts = {
  passed: 0,
  failed: 1,
  skipped: 0,
  failures: ['No test ran.'],
};

export function addCounts(list: readonly Counts[]): Counts {
  const sum = (key: 'passed' | 'failed' | 'skipped') =>
    list.reduce((total, counts) => total + counts[key], 0);
  return {
    passed: sum('passed'),
    failed: sum('failed'),
    skipped: sum('skipped'),
    failures: list.flatMap(({ failures }) => failures),
  };
}

export const hasPassed = (counts: Counts): boolean => counts.failed === 0 && counts.passed > 0;

export async function writeCounts(file: string, counts: Counts): Promise<void> {
  await writeFile(file, JSON.stringify(counts));
}

/** The counts a run left in `file`; none when it never came so far or the file is not whole. */
export async function readCounts(file: string): Promise<Counts | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    return isCounts(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isCounts(value: unknown): value is Counts {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['passed', 'failed', 'skipped'].every(
      (key) => typeof (value as Record<string, unknown>)[key] === 'number',
    ) &&
    Array.isArray((value as Record<string, unknown>)['failures'])
  );
}
