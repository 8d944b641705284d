import path from 'node:path';
import { parseArgs } from 'node:util';
import { finishLevel } from '../level.ts';
import { runMocha, testFiles } from '../mochaRun.ts';

/** The longest go through hundreds of cases in some seconds, and take ten times as long on a busy machine. */
const timeoutMs = 180_000;

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { grep: { type: 'string' } } });
  const files = testFiles(path.resolve('out/test/unit'));
  const { grep } = values;
  return finishLevel(await runMocha({ files, grep, timeoutMs, triesAgain: grep === undefined }));
}
