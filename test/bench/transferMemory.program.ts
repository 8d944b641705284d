// Imports or exports many contacts and says how much memory that took beyond them, as JSON on its output:
//   node --expose-gc transferMemory.program.js '{"job": "import", "contacts": 100000, "rows": 100000, "changed": 1000}'
//   node --expose-gc transferMemory.program.js '{"job": "export", "contacts": 100000, "format": "csv"}'
import { closeSync, openSync, writeSync } from 'node:fs';
import { readAccountId } from '../../src/core/accountId.ts';
import { BookSearch } from '../../src/core/book/search/bookSearch.ts';
import type { ContactIndex } from '../../src/core/book/search/contactIndex.ts';
import { PersonNames } from '../../src/core/book/search/personNames.ts';
import { rowsOf } from '../../src/core/contact/contact.ts';
import type { ExportFormat } from '../../src/core/transfer/export/exportFormat.ts';
import { exportPieces } from '../../src/core/transfer/export/exportPieces.ts';
import { surveyContacts } from '../../src/core/transfer/export/surveyContacts.ts';
import type { ImportMatch, ImportPlan } from '../../src/core/transfer/import/importPlan.ts';
import { importRows } from '../../src/core/transfer/import/importRows.ts';
import { planImport } from '../../src/core/transfer/import/planImport.ts';
import { openSource } from '../../src/core/transfer/read/openSource.ts';
import { matchColumns } from '../../src/core/transfer/table/matchColumns.ts';
import { invented } from '../support/manyContacts.ts';
import { MemoryWatch } from '../support/memoryWatch.ts';

const { signal } = new AbortController();
const people = new PersonNames(undefined);
/** So many rows come at a time. */
const chunk = 500;

async function main(): Promise<void> {
  const task = JSON.parse(process.argv[2] ?? '');
  const search = bookOf(task.contacts);
  const watch = await MemoryWatch.start();
  let plan: ImportPlan | undefined;
  if (task.job === 'import') plan = await planOf(search.index, task, watch);
  else await write(search, task.format, watch);
  const use = watch.end();
  const items = plan?.changeSet.items ?? [];
  const changedLength = items.reduce((sum, one) => sum + lengthOf(one.before, one.after), 0);
  process.stdout.write(JSON.stringify({ ...use, changes: items.length, changedLength }));
}

function lengthOf(...contacts: readonly unknown[]): number {
  return contacts.reduce((sum: number, one) => sum + JSON.stringify(one).length, 0);
}

/** A book that has read so many contacts, ready for search. */
function bookOf(contacts: number): BookSearch {
  const search = new BookSearch({
    list: () => Promise.reject(new Error('all is read')),
    count: () => contacts,
    all: () => undefined,
    adopt: async () => {},
    turn: async () => {},
  });
  for (let number = 0; number < contacts; number++) search.index.put(invented(number));
  while (search.index.prepareNext());
  return search;
}

interface ImportTask {
  readonly contacts: number;
  /** Of the file: the first so many contacts. */
  readonly rows: number;
  /** So many rows of the file differ from the book. */
  readonly changed: number;
  readonly match: ImportMatch;
}

async function planOf(
  index: ContactIndex,
  { rows: length, changed, match }: ImportTask,
  watch: MemoryWatch,
): Promise<ImportPlan> {
  const accountId = readAccountId('bench');
  if (!accountId) throw new Error('"bench" is an account id');
  const source = await openSource(table(length, changed, watch), 'bench.csv', signal);
  const columns = source.shape.kind === 'table' ? (source.shape.header ?? []) : [];
  const fields = matchColumns(columns);
  const rows = importRows(source, { columns, fields, users: undefined, country: 'RU' });
  const file = { uri: 'file:///bench.csv', format: 'table', lineBreak: '\r\n' } as const;
  const mode = 'update';
  const plan = await planImport(rows, { accountId, index, mode, match, file, signal });
  const planned = plan.changeSet.items.length;
  // Some have no messenger by which they could be known again.
  if (Math.abs(planned - changed) > changed / 50) throw new Error(`${planned} changes`);
  return plan;
}

async function* table(
  rows: number,
  changed: number,
  watch: MemoryWatch,
): AsyncGenerator<Uint8Array> {
  const every = Math.floor(rows / changed);
  yield Buffer.from('id;name;chatType1;chatId1\r\n');
  for (let first = 0; first < rows; first += chunk) {
    const lines = Array.from({ length: chunk }, (_, more) => {
      const { id, name, contactData } = invented(first + more);
      const [row] = rowsOf({ id, contactData });
      const news = (first + more) % every === 0 ? ' (new)' : '';
      return `${id};${name}${news};${row?.chatType ?? ''};${row?.chatId ?? ''}\r\n`;
    });
    yield Buffer.from(lines.join(''));
    watch.look();
  }
}

async function write(search: BookSearch, format: ExportFormat, watch: MemoryWatch): Promise<void> {
  const entries = await search.entries([], { signal, people });
  const contacts = {
    *[Symbol.iterator]() {
      for (const entry of entries) yield search.index.contactAt(entry);
    },
  };
  const survey = await surveyContacts(contacts, format, signal);
  watch.look();
  const out = openSync('/dev/null', 'w');
  for (const piece of exportPieces(format, contacts, survey, { separator: ';' })) {
    writeSync(out, piece);
    watch.look();
    await new Promise((resolve) => setImmediate(resolve));
  }
  closeSync(out);
}

void main();
