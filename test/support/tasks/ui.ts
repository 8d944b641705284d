import path from 'node:path';
import { parseArgs } from 'node:util';
import { leaksVariable, readWindows } from '../leaks.ts';
import { finishLevel } from '../level.ts';
import { runMocha, testFiles } from '../mochaRun.ts';
import { readRunSecrets, secretsVariable } from '../runSecrets.ts';
import { createTempFolder } from '../tempFolder.ts';
import { withLeaks } from '../vscode/leftBehind.ts';
import { installServer } from '../vscode/serverInstall.ts';
import { parseVersion, type VscodeVersion, versions, versionVariable } from '../vscode/versions.ts';

/** A first window may have to wait for VS Code and a browser to be installed. */
const timeoutMs = 300_000;

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { vscode: { type: 'string' }, grep: { type: 'string' } },
  });
  const version = values.vscode ? parseVersion(values.vscode) : await newestThatRuns();
  process.env[versionVariable] = version;
  console.log(`\nVS Code ${version} in a browser`);
  const files = testFiles(path.resolve('out/test/ui'));
  const temp = createTempFolder();
  const noted = path.join(temp.path, 'leaks.ndjson');
  const secretsFile = path.join(temp.path, 'secrets.ndjson');
  process.env[leaksVariable] = noted;
  process.env[secretsVariable] = secretsFile;
  try {
    const counts = await runMocha({
      files,
      grep: values.grep,
      timeoutMs,
      triesAgain: values.grep === undefined,
    });
    return await finishLevel(withLeaks(counts, readWindows(noted), readRunSecrets(secretsFile)));
  } finally {
    temp.remove();
  }
}

/** The newest version, unless it or the newer Node it needs cannot be installed. */
async function newestThatRuns(): Promise<VscodeVersion> {
  try {
    await installServer(versions.latest);
    return versions.latest;
  } catch (error) {
    console.error(`Taking VS Code ${versions.min}: ${String(error)}`);
    return versions.min;
  }
}
