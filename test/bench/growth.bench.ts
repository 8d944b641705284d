import { readAccountId } from '../../src/core/accountId.ts';
import { createConnection } from '../../src/core/api/connection.ts';
import { Audit } from '../../src/core/audit/audit.ts';
import { createPhoneFacts } from '../../src/core/audit/phoneFacts.ts';
import { Book } from '../../src/core/book/book.ts';
import { ContactIndex } from '../../src/core/book/search/contactIndex.ts';
import { PersonNames } from '../../src/core/book/search/personNames.ts';
import { search } from '../../src/core/book/search/search.ts';
import { readQuery } from '../../src/core/book/search/searchQuery.ts';
import { TimeSlices } from '../../src/core/book/timeSlices.ts';
import type { Contact } from '../../src/core/contact/contact.ts';
import { exportPieces } from '../../src/core/transfer/export/exportPieces.ts';
import { surveyContacts } from '../../src/core/transfer/export/surveyContacts.ts';
import { importRows } from '../../src/core/transfer/import/importRows.ts';
import { planImport } from '../../src/core/transfer/import/planImport.ts';
import { openSource } from '../../src/core/transfer/read/openSource.ts';
import { matchColumns } from '../../src/core/transfer/table/matchColumns.ts';
import { systemClock } from '../../src/host/systemClock.ts';
import type { BenchRow } from '../support/bench.ts';
import { invented } from '../support/manyContacts.ts';
import { startSandbox } from '../support/sandboxProcess.ts';

const sizes = [1_000, 10_000, 100_000, 1_000_000];
/** Work that takes less (ms) is done before to warm up, … */
const longMs = 2000;
/** … and as often as takes so long (ms). */
const leastMs = 300;
/** Of the rows that are imported one in so many is changed. */
const changedEach = 100;
const queries = ['петр', 'петрова анна', '8 903 77', 'crm-4711', 'example'];
const people = new PersonNames([{ id: '504101', name: 'Анна Белова' }]);
const { signal } = new AbortController();

type Work = () => Promise<unknown>;

/**
 * How the cost grows with the number of contacts, in processor time: reading the whole list, five searches, planning the
 * import of a table with all of them, and the check for problems. The baseline of a size is what n log n makes of the
 * size before; that of the exponent, which is the slope over all sizes, is the exponent of n log n over the same sizes.
 */
export async function run(report: (row: BenchRow) => void): Promise<void> {
  await tell(report, 'scan', scanned);
  const indexed: readonly (readonly [string, (index: ContactIndex) => Promise<Work> | Work])[] = [
    ['search', (index) => () => searched(index)],
    ['plan', async (index) => plan(index, await tableOf(index))],
    ['audit', (index) => () => audited(index)],
  ];
  for (const [name, prepare] of indexed) {
    await tell(report, name, async (size, measure) => await measure(await prepare(indexOf(size))));
  }
}

/** Milliseconds that one run of the work costs. */
type Measure = (work: Work) => Promise<number>;

async function tell(
  report: (row: BenchRow) => void,
  job: string,
  costOf: (size: number, measure: Measure) => Promise<number>,
): Promise<void> {
  const costs: number[] = [];
  for (const [at, size] of sizes.entries()) {
    const value = await costOf(size, processorMs);
    costs.push(value);
    const baseline =
      at === 0 ? value : (costs[at - 1] ?? 0) * (nLogN(size) / nLogN(sizes[at - 1] ?? 0));
    const name = `growth: ${job}, ${size.toLocaleString('en')} contacts`;
    report({ name, value, unit: 'ms', baseline, ratio: value / baseline });
  }
  const [value, baseline] = [exponent(costs), exponent(sizes.map(nLogN))];
  report({ name: `growth: ${job}, exponent`, value, unit: '', baseline, ratio: value / baseline });
}

const nLogN = (size: number) => size * Math.log(size);

/** The slope of the costs over the sizes, both as logarithms, by least squares. */
function exponent(costs: readonly number[]): number {
  const points = sizes.map((size, at) => [Math.log(size), Math.log(costs[at] ?? 0)] as const);
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const covariance = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return covariance / points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}

async function processorMs(work: Work): Promise<number> {
  const cold = await timesMs(work, 1);
  if (cold >= longMs) return cold;
  const warm = await timesMs(work, Math.ceil(leastMs / cold));
  return await timesMs(work, Math.ceil(leastMs / warm));
}

async function timesMs(work: Work, times: number): Promise<number> {
  const before = process.cpuUsage();
  for (let time = 0; time < times; time += 1) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / times;
}

async function scanned(size: number, measure: Measure): Promise<number> {
  const accountId = benchAccount();
  const sandbox = await startSandbox(['--contacts', String(size), '--rate', '1000000/5']);
  const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  try {
    return await measure(async () => {
      const connection = createConnection({
        accountId,
        baseUrl: sandbox.url,
        key: async () => sandbox.key,
        requestsPer5Seconds: () => 500,
        clock: systemClock,
        logger: silent,
      });
      const { read, isComplete } = await new Book(connection).search.scan(systemClock, signal);
      if (read !== size || !isComplete) throw new Error(`read ${read}`);
    });
  } finally {
    await sandbox.stop();
  }
}

function indexOf(size: number): ContactIndex {
  const index = new ContactIndex();
  for (let number = 0; number < size; number += 1) index.put(invented(number));
  while (index.prepareNext()) {}
  return index;
}

async function searched(index: ContactIndex): Promise<void> {
  for (const query of queries) {
    await search(index, readQuery(query), { signal, limit: 100, people });
  }
}

async function audited(index: ContactIndex): Promise<void> {
  const users = new Set(['504101', '504102', '504103']);
  const rules = {
    phones: createPhoneFacts(),
    country: 'RU',
    userIds: users,
    isOn: () => true,
  } as const;
  const audit = new Audit(rules, (id) => index.contact(id));
  await audit.checkAll(all(index), new TimeSlices(signal));
}

function plan(index: ContactIndex, table: Uint8Array): Work {
  const accountId = benchAccount();
  const file = { uri: 'file:///bench.csv', format: 'table', lineBreak: '\n' } as const;
  return async () => {
    const source = await openSource(inPieces(table), 'bench.csv', signal);
    const columns = source.shape.kind === 'table' ? (source.shape.header ?? []) : [];
    const fields = matchColumns(columns);
    const rows = importRows(source, { columns, fields, users: undefined, country: 'RU' });
    const how = { accountId, index, mode: 'createAndUpdate', match: 'id', file, signal } as const;
    const { changeSet } = await planImport(rows, how);
    // A few of those that changed have no messenger, without which no row is imported.
    if (changeSet.items.length < (0.99 * index.length) / changedEach)
      throw new Error('not planned');
  };
}

/** All contacts as a table, with some names changed. */
async function tableOf(index: ContactIndex): Promise<Uint8Array> {
  const contacts = {
    *[Symbol.iterator]() {
      let number = 0;
      for (const contact of all(index)) {
        number += 1;
        yield number % changedEach === 0
          ? { ...contact, name: `${contact.name} changed` }
          : contact;
      }
    },
  };
  const survey = await surveyContacts(contacts, 'csv', signal);
  const pieces = exportPieces('csv', contacts, survey, { separator: ';' });
  return Buffer.concat(Array.from(pieces, (piece) => Buffer.from(piece)));
}

function* all(index: ContactIndex): Generator<Contact> {
  for (let entry = 0; entry < index.length; entry += 1) yield index.contactAt(entry);
}

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

function benchAccount() {
  const accountId = readAccountId('bench');
  if (!accountId) throw new Error('"bench" is an account id');
  return accountId;
}
