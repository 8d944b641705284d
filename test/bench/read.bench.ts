import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { openSource } from '../../src/core/transfer/read/openSource.ts';
import type { FileBytes } from '../../src/core/transfer/read/source.ts';
import type { BenchRow } from '../support/bench.ts';

const rows = 100_000;
/** As large as the pieces in which a file is read from disk (bytes). */
const pieceSize = 64 * 1024;
/** The best of so many times is taken, so that other programs on a busy machine do not count. */
const times = 5;

/**
 * Reading files of contacts from memory. The baseline of tables is `csv-parse` alone, as a stream of the same bytes that
 * gives the cells and neither lines nor texts; that of JSON, one `JSON.parse` of the whole.
 */
export async function run(report: (row: BenchRow) => void): Promise<void> {
  const name = `read: ${rows.toLocaleString('en')}`;
  const tell = (what: string, value: number, baseline: number) =>
    report({ name: `${name} ${what}`, value, unit: 'ms', baseline, ratio: value / baseline });
  for (const [what, cell] of [
    ['CSV rows', (text: string) => text],
    ['CSV rows, all quoted', (text: string) => `"${text}"`],
  ] as const) {
    const table = Buffer.from(tableOf(cell));
    const baseline = await best(async () => {
      let count = 0;
      for await (const _ of Readable.from(pieces(table)).pipe(parse())) count += 1;
      expectCount(count, rows + 1);
    });
    tell(what, await best(() => read(table, 'contacts.csv')), baseline);
  }
  const json = Buffer.from(JSON.stringify(Array.from({ length: rows }, (_, id) => contactOf(id))));
  const baseline = await best(async () => expectCount(JSON.parse(String(json)).length, rows));
  tell('elements of JSON', await best(() => read(json, 'contacts.json')), baseline);
}

async function read(bytes: Uint8Array, fileName: string): Promise<void> {
  const { records } = await openSource(pieces(bytes), fileName, new AbortController().signal);
  let count = 0;
  for await (const { kind } of records) if (kind !== 'broken') count += 1;
  expectCount(count, rows);
}

async function* pieces(bytes: Uint8Array): FileBytes {
  for (let at = 0; at < bytes.length; at += pieceSize) yield bytes.subarray(at, at + pieceSize);
}

function expectCount(count: number, expected: number): void {
  if (count !== expected) throw new Error(`read ${count}`);
}

/** Milliseconds. */
async function best(work: () => Promise<void>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let time = 0; time < times; time += 1) {
    const began = performance.now();
    await work();
    least = Math.min(least, performance.now() - began);
  }
  return least;
}

/** A contact with invented data; the same for the same number. */
function contactOf(number: number) {
  return {
    id: `crm-${number.toString().padStart(7, '0')}`,
    responsibleUserId: '504101',
    name: `Петрова Анна ${number}`,
    contactData: [{ chatType: 'whatsapp', chatId: `79${String(number).padStart(9, '0')}` }],
    uri: `https://crm.example.com/contacts/${number}`,
  };
}

function tableOf(cell: (text: string) => string): string {
  const lines = Array.from({ length: rows }, (_, number) => {
    const { id, name, responsibleUserId, contactData, uri } = contactOf(number);
    const chats = contactData.flatMap(({ chatType, chatId }) => [chatType, chatId]);
    return [id, name, responsibleUserId, uri, ...chats].map(cell).join(',');
  });
  return ['id,name,responsibleUserId,uri,chatType1,chatId1', ...lines, ''].join('\r\n');
}
