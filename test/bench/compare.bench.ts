import { readAccountId } from '../../src/core/accountId.ts';
import { ContactIndex } from '../../src/core/book/search/contactIndex.ts';
import type { Contact } from '../../src/core/contact/contact.ts';
import { compareRows } from '../../src/core/transfer/compare/compareRows.ts';
import type { Comparison } from '../../src/core/transfer/compare/comparison.ts';
import { correctedPieces } from '../../src/core/transfer/compare/correctedFile.ts';
import { PackedRows } from '../../src/core/transfer/compare/packedRows.ts';
import { exportPieces } from '../../src/core/transfer/export/exportPieces.ts';
import { surveyContacts } from '../../src/core/transfer/export/surveyContacts.ts';
import { importRows } from '../../src/core/transfer/import/importRows.ts';
import { planImport } from '../../src/core/transfer/import/planImport.ts';
import { openSource } from '../../src/core/transfer/read/openSource.ts';
import { matchColumns } from '../../src/core/transfer/table/matchColumns.ts';
import type { BenchRow } from '../support/bench.ts';
import { longestBlock } from '../support/longestBlock.ts';
import { invented } from '../support/manyContacts.ts';

const size = 100_000;
const msAllowed = 50;
const { signal } = new AbortController();

/**
 * A table of 100,000 rows against as many contacts, half of them changed. The baseline of comparing is to plan the import
 * of the same table; that of a block is what is allowed.
 */
export async function run(report: (row: BenchRow) => void): Promise<void> {
  const index = new ContactIndex();
  for (let number = 0; number < size; number++) index.put(invented(number));
  const bytes = Buffer.from(await tableOf());
  const baseline = await best(() => planned(index, bytes));
  for (const match of ['id', 'account'] as const) {
    const value = await best(async () => {
      const { rows } = await PackedRows.of((await opened(bytes)).rows, signal);
      await compareRows(rows, { index, match, signal });
    });
    const name = `compare: 100,000 rows of a table, known by ${match}`;
    report({ name, value, unit: 'ms', baseline, ratio: value / baseline });
  }
  const { reading, shape, rows: source } = await opened(bytes);
  const { rows } = await PackedRows.of(source, signal);
  const tell = (name: string, value: number) =>
    report({
      name: `compare: ${name}`,
      value,
      unit: 'ms',
      baseline: msAllowed,
      ratio: value / msAllowed,
    });
  const read = async () => void (await PackedRows.of((await opened(bytes)).rows, signal));
  tell('longest block while the file is read', await longestBlock(read));
  let comparison: Comparison | undefined;
  const compare = async () => {
    comparison = await compareRows(rows, { index, match: 'id', signal });
  };
  tell('longest block while it is compared', await longestBlock(compare));
  if (comparison?.different.length !== size / 2) throw new Error('not compared');
  const corrections = {
    rows: new Map(comparison.different.map(({ place, id }) => [place, id])),
    leftOut: new Set<number>(),
    added: [],
  };
  const write = async () => {
    const file = { shape, reading, rows };
    for (const _ of correctedPieces(file, corrections, index, () => undefined)) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  tell('longest block while a corrected copy is written', await longestBlock(write));
}

async function opened(bytes: Uint8Array) {
  const source = await openSource(inPieces(bytes), 'bench.csv', signal);
  const columns = source.shape.kind === 'table' ? (source.shape.header ?? []) : [];
  const fields = matchColumns(columns);
  const reading = { columns, fields, users: undefined, country: 'RU' as const };
  return { shape: source.shape, reading, rows: importRows(source, reading) };
}

async function planned(index: ContactIndex, bytes: Uint8Array): Promise<void> {
  const accountId = readAccountId('bench');
  if (!accountId) throw new Error('"bench" is an account id');
  const { rows } = await opened(bytes);
  const file = { uri: 'file:///bench.csv', format: 'table', lineBreak: '\n' } as const;
  const mode = 'createAndUpdate';
  await planImport(rows, { accountId, index, mode, match: 'id', file, signal });
}

async function tableOf(): Promise<string> {
  const contacts = Array.from({ length: size }, (_, number): Contact => {
    const contact = invented(number);
    return number % 2 === 0 ? { ...contact, name: `${String(contact.name)} changed` } : contact;
  });
  const survey = await surveyContacts(contacts, 'csv', signal);
  return [...exportPieces('csv', contacts, survey, { separator: ';' })].join('');
}

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

/** Of three runs, in milliseconds. */
async function best(work: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 3; round++) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return Math.min(...times);
}
