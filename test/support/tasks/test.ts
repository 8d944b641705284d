import path from 'node:path';
import { runProgram } from '../childProcess.ts';
import { addCounts, type Counts, nothingRan, readCounts } from '../counts.ts';
import { levelCountsVariable } from '../level.ts';
import { createTempFolder } from '../tempFolder.ts';

const levels = ['check', 'unit', 'host', 'ui'];

/** Runs every level, whatever became of the ones before, and closes with the sum. */
export async function run(): Promise<number> {
  const { path: temp } = createTempFolder();
  const all: Counts[] = [];
  for (const level of levels) {
    console.log(`\n${level}`);
    const counts = await runLevel(level, path.join(temp, level));
    all.push({ ...counts, failures: counts.failures.map((failure) => `${level}: ${failure}`) });
  }
  const { passed, failed, skipped, failures } = addCounts(all);
  for (const failure of failures) console.error(`\nFailed: ${failure}`);
  console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
  return failed === 0 ? 0 : 1;
}

async function runLevel(level: string, countsFile: string): Promise<Counts> {
  const { code } = await runProgram(
    {
      command: process.execPath,
      args: ['test/support/run.mjs', level],
      env: { ...process.env, [levelCountsVariable]: countsFile },
    },
    'inherit',
  );
  const counts = (await readCounts(countsFile)) ?? nothingRan;
  if (code === 0 || counts.failed > 0) return counts;
  // It ended badly although no test failed, so something else did.
  return { ...counts, failed: 1, failures: ['It ended badly although no test failed.'] };
}
