import path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import { writeCounts } from '../support/counts.ts';
import { runMocha, testFiles } from '../support/mochaRun.ts';

/** Inside a slow machine's VS Code one command may take seconds. */
const timeoutMs = 60_000;

/** Called by VS Code in the extension host: runs the test files beside this one and leaves the counts for the runner. */
export async function run(): Promise<void> {
  markConsole(process.env['WAZZUP_TEST_MARK'] ?? '');
  const grep = process.env['WAZZUP_TEST_GREP'];
  const counts = await runMocha({
    files: inOrder(testFiles(__dirname)),
    grep,
    timeoutMs,
    triesAgain: grep === undefined,
  });
  const file = process.env['WAZZUP_TEST_COUNTS'];
  if (file) await writeCounts(file, counts);
  if (counts.failed > 0) throw new Error(`${counts.failed} tests failed`);
}

/** The tests of the start come first: they need a window in which the extension was not used yet. */
function inOrder(files: readonly string[]): readonly string[] {
  const isFirst = (file: string) => path.basename(file) === 'start.test.js';
  return [...files.filter(isFirst), ...files.filter((file) => !isFirst(file))];
}

/** Puts a mark before what the tests and mocha print, by which the runner knows it among VS Code's own messages. */
function markConsole(mark: string): void {
  for (const name of ['log', 'info', 'warn', 'error'] as const) {
    const print = console[name].bind(console);
    // VS Code's console cannot be assigned to, only defined anew.
    Object.defineProperty(console, name, {
      value: (...args: unknown[]) => print(mark + format(...args)),
    });
  }
  Mocha.reporters.Base.consoleLog = console.log;
}
