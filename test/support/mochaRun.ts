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
}

/** Runs test files with mocha in this process and prints its report. A run without a test counts as failed. */
export async function runMocha({ files, grep, timeoutMs }: MochaRun): Promise<Counts> {
  const mocha = new Mocha({
    ui: 'bdd',
    color: process.stdout.isTTY === true,
    timeout: timeoutMs,
    ...(grep === undefined ? {} : { grep }),
  });
  for (const file of files) mocha.addFile(file);
  const stats = await new Promise<Mocha.Stats | undefined>((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats));
  });
  if (!stats || stats.tests === 0) {
    console.error('No test ran.');
    return nothingRan;
  }
  return { passed: stats.passes, failed: stats.failures, skipped: stats.pending };
}
