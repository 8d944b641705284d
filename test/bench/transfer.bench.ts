import { parse } from 'csv-parse';
import fetch from 'node-fetch';
import { readAccountId } from '../../src/core/accountId.ts';
import { ContactIndex } from '../../src/core/book/search/contactIndex.ts';
import type { Contact } from '../../src/core/contact/contact.ts';
import { exportFormats } from '../../src/core/transfer/export/exportFormat.ts';
import { exportPieces } from '../../src/core/transfer/export/exportPieces.ts';
import { surveyContacts } from '../../src/core/transfer/export/surveyContacts.ts';
import { importRows } from '../../src/core/transfer/import/importRows.ts';
import { planImport } from '../../src/core/transfer/import/planImport.ts';
import { openSource } from '../../src/core/transfer/read/openSource.ts';
import { matchColumns } from '../../src/core/transfer/table/matchColumns.ts';
import type { BenchRow } from '../support/bench.ts';
import { startSandbox } from '../support/sandboxProcess.ts';

const size = 100_000;
const { signal } = new AbortController();
const accountId = readAccountId('bench');

/**
 * Import and export of 100,000 contacts. An import parses, understands, validates and plans every row of a table, half of
 * them changed; the baseline parses the same table by `csv-parse` alone. An export writes all contacts of the index; the
 * baseline reads as many from a server that answers at once.
 */
export async function run(report: (row: BenchRow) => void): Promise<void> {
  const index = new ContactIndex();
  for (let number = 0; number < size; number++) index.put(contactOf(number, ''));
  const bytes = Buffer.from(await tableOf());
  await planned(index, bytes);
  await parsed(bytes);
  const baseline = await best(() => parsed(bytes));
  const value = await best(() => planned(index, bytes));
  report({
    name: 'import: 100,000 rows of a table, planned',
    value,
    unit: 'ms',
    baseline,
    ratio: value / baseline,
  });
  const read = await readOverHttp();
  for (const format of exportFormats) {
    const written = await best(async () => {
      const contacts = { [Symbol.iterator]: () => all(index) };
      const survey = await surveyContacts(contacts, format, signal);
      let length = 0;
      for (const piece of exportPieces(format, contacts, survey, { separator: ';' })) {
        length += piece.length;
      }
      if (length === 0) throw new Error('nothing was written');
    });
    report({
      name: `export: 100,000 contacts as ${format}`,
      value: written,
      unit: 'ms',
      baseline: read,
      ratio: written / read,
    });
  }
}

function* all(index: ContactIndex): Generator<Contact> {
  for (let entry = 0; entry < index.length; entry++) yield index.contactAt(entry);
}

async function tableOf(): Promise<string> {
  const contacts = Array.from({ length: size }, (_, number) =>
    contactOf(number, number % 2 === 0 ? ' Changed' : ''),
  );
  const survey = await surveyContacts(contacts, 'csv', signal);
  return [...exportPieces('csv', contacts, survey, { separator: ';' })].join('');
}

async function planned(index: ContactIndex, bytes: Uint8Array): Promise<void> {
  if (!accountId) throw new Error('"bench" is an account id');
  const source = await openSource(inPieces(bytes), 'bench.csv', signal);
  const columns = source.shape.kind === 'table' ? (source.shape.header ?? []) : [];
  const fields = matchColumns(columns);
  const rows = importRows(source, { columns, fields, users: undefined, country: 'RU' });
  const file = { uri: 'file:///bench.csv', format: 'table', lineBreak: '\n' } as const;
  const mode = 'createAndUpdate';
  const { changeSet, unchanged } = await planImport(rows, {
    accountId,
    index,
    mode,
    match: 'id',
    file,
    signal,
  });
  if (changeSet.items.length !== size / 2 || unchanged !== size / 2) throw new Error('not planned');
}

async function parsed(bytes: Uint8Array): Promise<void> {
  const parser = parse({ delimiter: ';', bom: true, columns: true });
  parser.end(bytes);
  let rows = 0;
  for await (const _ of parser) rows += 1;
  if (rows !== size) throw new Error(`${rows} rows`);
}

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

/** Milliseconds to read as many contacts over HTTP, limited by nothing but this computer. */
async function readOverHttp(): Promise<number> {
  const { url, key, stop } = await startSandbox([
    '--contacts',
    String(size),
    '--rate',
    '1000000/5',
  ]);
  try {
    const headers = { authorization: `Bearer ${key}` };
    const offsets = Array.from({ length: size / 100 }, (_, page) => page * 100);
    const worker = async () => {
      for (let offset = offsets.shift(); offset !== undefined; offset = offsets.shift()) {
        const response = await fetch(`${url}/contacts?offset=${offset}`, { headers });
        await response.json();
      }
    };
    const began = performance.now();
    await Promise.all(Array.from({ length: 10 }, worker));
    return performance.now() - began;
  } finally {
    await stop();
  }
}

async function best(work: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 3; round++) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return Math.min(...times);
}

/** A contact with invented data; the same for the same number. */
function contactOf(number: number, change: string): Contact {
  return {
    id: `crm-${number.toString().padStart(7, '0')}`,
    responsibleUserId: '504101',
    name: `Клиент ${number}${change}`,
    contactData: [
      { chatType: 'whatsapp', chatId: `79${String(number * 7919).padStart(9, '0')}` },
      ...(number % 3 === 0
        ? [{ chatType: 'telegram', chatId: String(number * 31), username: `user_${number}` }]
        : []),
    ],
    ...(number % 2 === 0 && { uri: `https://crm.example.com/contacts/${number}` }),
  };
}
