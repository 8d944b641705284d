import { readdirSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import { type Counts, nothingRan } from './counts.ts';

/** The built test files below a folder, in a stable order. */
export function testFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.js'))
    .sort()
    .map((name) => path.join(folder, name));
}

export interface MochaRun {
  readonly files: readonly string[];
  readonly grep?: string | undefined;
  readonly timeoutMs: number;
  /**
   * Whether a test that fails is tried a second time, and after the run the whole file of one that failed again, since
   * its tests may build on each other; both are named at the end with what failed, random cases with their seed. For a
   * whole run, where an hour's work of thousands of tests would fail with one that raced with the window, with another
   * writer or with the machine.
   */
  readonly triesAgain?: boolean;
}

/** A test or hook that failed, with the file it is of where mocha knows it. */
interface Failure {
  readonly file: string | undefined;
  readonly words: string;
}

interface Outcome {
  readonly passed: readonly (string | undefined)[];
  readonly skipped: readonly (string | undefined)[];
  readonly failures: readonly Failure[];
  readonly triedAgain: readonly string[];
}

/** Runs test files with mocha in this process and prints its report. A run without a test counts as failed. */
export async function runMocha(run: MochaRun): Promise<Counts> {
  const first = await runOnce(run);
  const again = [...new Set(first.failures.flatMap(({ file }) => file ?? []))];
  const outcome =
    run.triesAgain && again.length > 0
      ? inPlaceOf(first, again, await runOnce({ ...run, files: again }))
      : first;
  for (const words of outcome.triedAgain) console.error(`Tried a second time: ${words}\n`);
  const { passed, skipped, failures } = outcome;
  if (passed.length + skipped.length + failures.length === 0) {
    console.error('No test ran.');
    return nothingRan;
  }
  return {
    passed: passed.length,
    failed: failures.length,
    skipped: skipped.length,
    failures: failures.map(({ words }) => words),
  };
}

/** What became of all tests, once some files were run again. */
function inPlaceOf(first: Outcome, files: readonly string[], second: Outcome): Outcome {
  const isKept = (file: string | undefined) => file === undefined || !files.includes(file);
  return {
    passed: [...first.passed.filter(isKept), ...second.passed],
    skipped: [...first.skipped.filter(isKept), ...second.skipped],
    failures: [...first.failures.filter(({ file }) => isKept(file)), ...second.failures],
    triedAgain: [
      ...first.triedAgain,
      ...first.failures.filter(({ file }) => !isKept(file)).map(({ words }) => words),
      ...second.triedAgain,
    ],
  };
}

async function runOnce({ files, grep, timeoutMs, triesAgain = false }: MochaRun): Promise<Outcome> {
  const mocha = new Mocha({
    ui: 'bdd',
    color: process.stdout.isTTY === true,
    timeout: timeoutMs,
    retries: triesAgain ? 1 : 0,
    ...(grep === undefined ? {} : { grep }),
  });
  for (const file of files) mocha.addFile(file);
  // A file that was loaded before would declare nothing.
  mocha.unloadFiles();
  const passed: (string | undefined)[] = [];
  const skipped: (string | undefined)[] = [];
  const failures: Failure[] = [];
  const triedAgain: string[] = [];
  const told = (test: Mocha.Runnable, error: Error) =>
    `${test.fullTitle()}: ${error.stack ?? error.message}`;
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => resolve());
    runner.on('pass', ({ file }) => passed.push(file));
    runner.on('pending', ({ file }) => skipped.push(file));
    runner.on('retry', (test, error) => triedAgain.push(told(test, error)));
    runner.on('fail', (test: Mocha.Runnable, error) =>
      failures.push({ file: test.file, words: told(test, error) }),
    );
  });
  return { passed, skipped, failures, triedAgain };
}
