import path from 'node:path';
import { exportFormats } from '../../src/core/transfer/export/exportFormat.ts';
import type { BenchRow } from '../support/bench.ts';
import { runProgram } from '../support/childProcess.ts';
import type { MemoryUse } from '../support/memoryWatch.ts';

const [small, large] = [100_000, 1_000_000];
const changed = 1000;
const manyChanged = 50_000;

/**
 * What import and export need of memory beside the book itself, each measured in a process of its own: of a million
 * contacts, and as the baseline of a hundred thousand. An import that changes a thousand of them: what more changes need
 * is told for each change, with the contact's own length before and after as the baseline. Of the process as a whole, with
 * garbage that was not collected yet, the baseline is what it took to read the book. The last rows are of one and the same
 * book of a million contacts: what a file of a million rows needs, and as the baseline one of a hundred thousand.
 */
export async function run(report: (row: BenchRow) => void): Promise<void> {
  for (const format of exportFormats) {
    await compare(`export as ${format}`, { job: 'export', format }, report);
  }
  for (const match of ['id', 'account']) {
    await compare(`import, known by ${match}`, { job: 'import', changed, match }, report);
    await compareFiles(match, report);
  }
  await measureChanges(report);
}

interface Task {
  readonly job: 'import' | 'export';
  readonly [more: string]: unknown;
}

/** What an import has planned, too. */
interface Use extends MemoryUse {
  readonly changes: number;
  /** Of the JSON of all changed contacts, before and after. */
  readonly changedLength: number;
}

async function compare(name: string, task: Task, report: (row: BenchRow) => void): Promise<void> {
  const few = await use(task, small);
  const many = await use(task, large);
  const tell = (what: string, value: number, baseline: number) =>
    report({
      name: `transferMemory: ${name}, ${large.toLocaleString('en')} contacts, ${what}`,
      value: value / 1e6,
      unit: 'MB',
      baseline: baseline / 1e6,
      ratio: value / baseline,
    });
  tell('beyond the book', many.held, few.held);
  tell('with the book', many.residentPeak, many.residentBefore);
}

async function compareFiles(match: string, report: (row: BenchRow) => void): Promise<void> {
  const task: Task = { job: 'import', changed, match };
  const few = await use({ ...task, rows: small }, large);
  const many = await use({ ...task, rows: large }, large);
  report({
    name: `transferMemory: import, known by ${match}, ${large.toLocaleString('en')} rows into the same book`,
    value: many.held / 1e6,
    unit: 'MB',
    baseline: few.held / 1e6,
    ratio: many.held / few.held,
  });
}

async function measureChanges(report: (row: BenchRow) => void): Promise<void> {
  const task: Task = { job: 'import', match: 'id' };
  const few = await use({ ...task, changed }, small);
  const many = await use({ ...task, changed: manyChanged }, small);
  const value = (many.held - few.held) / (many.changes - few.changes);
  const baseline = many.changedLength / many.changes;
  report({
    name: 'transferMemory: import, each change',
    value,
    unit: 'bytes',
    baseline,
    ratio: value / baseline,
  });
}

async function use(task: Task, contacts: number): Promise<Use> {
  const program = path.resolve('out/test/bench/transferMemory.program.js');
  const args = ['--expose-gc', program, JSON.stringify({ rows: contacts, ...task, contacts })];
  const { code, text } = await runProgram({ command: process.execPath, args }, 'collect');
  if (code !== 0) throw new Error(text);
  return JSON.parse(text);
}
