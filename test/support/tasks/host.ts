import { parseArgs } from 'node:util';
import { addCounts, type Counts, nothingRan } from '../counts.ts';
import { finishLevel } from '../level.ts';
import { runHostTests } from '../vscode/hostRun.ts';
import { parseVersion, versions } from '../vscode/versions.ts';

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { vscode: { type: 'string' }, grep: { type: 'string' } },
  });
  const chosen = values.vscode ? [parseVersion(values.vscode)] : Object.values(versions);
  const all: Counts[] = [];
  for (const version of chosen) {
    console.log(`\nVS Code ${version}`);
    const counts = await runHostTests({ version, grep: values.grep }).catch((error: unknown) => {
      console.error(error);
      return nothingRan;
    });
    all.push({ ...counts, failures: counts.failures.map((failure) => `${version}: ${failure}`) });
  }
  return finishLevel(addCounts(all));
}
