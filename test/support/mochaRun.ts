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
   * Whether a test that fails is tried a second time, and named after the run if it passes then. For tests in a window
   * of VS Code, where an hour's work of hundreds of tests would fail with one that raced with the window.
   */
  readonly triesAgain?: boolean;
}

/** Runs test files with mocha in this process and prints its report. A run without a test counts as failed. */
export async function runMocha(run: MochaRun): Promise<Counts> {
  const { files, grep, timeoutMs, triesAgain = false } = run;
  const mocha = new Mocha({
    ui: 'bdd',
    color: process.stdout.isTTY === true,
    timeout: timeoutMs,
    retries: triesAgain ? 1 : 0,
    ...(grep === undefined ? {} : { grep }),
  });
  for (const file of files) mocha.addFile(file);
  const triedAgain: string[] = [];
  const failures: string[] = [];
  const told = (test: Mocha.Test, error: Error) =>
    `${test.fullTitle()}: ${error.stack ?? error.message}`;
  const stats = await new Promise<Mocha.Stats | undefined>((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats));
    runner.on('retry', (test, error) => triedAgain.push(told(test, error)));
    runner.on('fail', (test, error) => failures.push(told(test, error)));
  });
  for (const what of triedAgain) console.error(`Tried a second time: ${what}\n`);
  if (!stats || stats.tests === 0) {
    console.error('No test ran.');
    return nothingRan;
  }
  return { passed: stats.passes, failed: stats.failures, skipped: stats.pending, failures };
}
