import { parseArgs } from 'node:util';
import { packageProgram, runProgram } from '../childProcess.ts';
import { finishLevel } from '../level.ts';
import { checkTranslations } from '../translations.ts';

interface Outcome {
  readonly ok: boolean;
  readonly text: string;
}

/** Everything that can be said without running the product; `--fix` mends what can be mended. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { fix: { type: 'boolean', default: false } } });
  const steps: [string, () => Promise<Outcome>][] = [
    ['types', tool('typescript/bin/tsc', ['-p', '.'])],
    ['types of the webview', tool('typescript/bin/tsc', ['-p', 'src/webview'])],
    [
      'lint, format, import boundaries',
      tool('@biomejs/biome/bin/biome', [
        'check',
        '--error-on-warnings',
        ...(values.fix ? ['--write'] : []),
      ]),
    ],
    ['unused code', tool('knip/bin/knip.js', ['--no-progress'])],
    ['translations', () => checkTranslations(values.fix)],
  ];
  const results = await Promise.all(
    steps.map(async ([name, check]) => {
      const start = performance.now();
      const { ok, text } = await check().catch(
        (error: unknown): Outcome => ({ ok: false, text: String(error) }),
      );
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      console.log(`  ${ok ? '✔' : '✖'} ${name} (${seconds} s)`);
      return { name, ok, text };
    }),
  );
  const failed = results.filter((result) => !result.ok);
  for (const { name, text } of failed) console.log(`\n✖ ${name}\n${text.trimEnd()}`);
  return finishLevel({
    passed: results.length - failed.length,
    failed: failed.length,
    skipped: 0,
    failures: failed.map(({ name, text }) => `${name}\n${text.trimEnd()}`),
  });
}

function tool(script: string, args: readonly string[]): () => Promise<Outcome> {
  return async () => {
    const { code, text } = await runProgram(packageProgram(script, args), 'collect');
    return { ok: code === 0, text };
  };
}
