import { readFile, rm, writeFile } from 'node:fs/promises';
import { packageProgram, runProgram } from '../childProcess.ts';
import { packageFile } from '../packageFile.ts';
import { packedReadme } from '../packedReadme.ts';

/** Builds for production and packages; standard output holds the path of the package and nothing else. */
export async function run(): Promise<number> {
  const built = await runProgram(
    {
      command: process.execPath,
      args: ['esbuild.mjs', '--production', '--only', 'extension'],
    },
    'stderr',
  );
  if (built.code !== 0) return built.code;
  const file = await packageFile();
  await rm(file, { force: true });
  const readme = 'dist/README.md';
  await writeFile(readme, packedReadme(await readFile('README.md', 'utf8')));
  const packed = await runProgram(
    packageProgram('@vscode/vsce/vsce', [
      'package',
      '--no-dependencies',
      '--allow-missing-repository',
      '--no-rewrite-relative-links',
      ...['--readme-path', readme],
      ...['--out', file],
    ]),
    'stderr',
  );
  if (packed.code === 0) console.log(file);
  return packed.code;
}
