import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type AccountId, readAccountId } from '../../src/core/accountId.ts';
import { createConnection } from '../../src/core/api/connection.ts';
import { Book } from '../../src/core/book/book.ts';
import { planLook } from '../../src/core/book/planLook.ts';
import { TimeSlices } from '../../src/core/book/timeSlices.ts';
import type { ChangeItem } from '../../src/core/change/changeSet.ts';
import type { Outcome } from '../../src/core/change/outcome.ts';
import { reportedOperation, reportOfOperations } from '../../src/core/change/reportedOperation.ts';
import { teachBook } from '../../src/core/change/teachBook.ts';
import { systemClock } from '../../src/host/systemClock.ts';
import type { BenchRow } from '../support/bench.ts';
import { longestBlock } from '../support/longestBlock.ts';
import { invented, inventedContacts } from '../support/manyContacts.ts';

const million = 1_000_000;
const selected = 250_000;
const msAllowed = 50;
setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/**
 * For how long the extension host can do nothing else while it plans how many contacts are read that are to be written, of
 * a million that were read, and while it takes in and tells what became of them. The baseline is what is allowed.
 */
export async function run(report: (row: BenchRow) => void): Promise<void> {
  const book = bookOf(million);
  const { accountId } = book;
  const measure = async (what: string, work: () => Promise<unknown>) => {
    // Else what it took to make the data is collected meanwhile.
    collect();
    const value = await longestBlock(work, 1);
    report({
      name: `outcomes: ${what}`,
      value,
      unit: 'ms',
      baseline: msAllowed,
      ratio: value / msAllowed,
    });
  };
  const tell = async (what: string, items: readonly ChangeItem[]) => {
    const outcomes = items.map(
      ({ id, after }): Outcome => ({
        kind: 'done',
        id,
        ...(after && { now: after }),
      }),
    );
    const { mark } = book;
    const learn = async () => {
      await teachBook(book, { items, outcomes, sentAt: { get: () => mark } }, new TimeSlices());
      const operation = { accountId, operation: 'import', items } as const;
      await reportOfOperations([await reportedOperation(operation, outcomes, { time: 0 })]);
    };
    await measure(`taking in that ${selected.toLocaleString('en')} were ${what}`, learn);
  };
  const written = (id: string) => ({
    id,
    responsibleUserId: '504101',
    name: 'Somebody',
    contactData: [],
  });
  const old = inventedContacts(selected);
  const ids = old.map(({ id }) => id);
  const { signal } = new AbortController();
  await measure(`planning how ${selected.toLocaleString('en')} are read`, () =>
    planLook(ids, book.lookHints, () => true, signal),
  );
  await tell(
    'changed',
    old.map((before) => ({ id: before.id, before, after: written(before.id) })),
  );
  const news = old.map(({ id }) => written(`new-${id}`));
  await tell(
    'created',
    news.map((after) => ({ id: after.id, after })),
  );
  await tell(
    'deleted',
    news.map((before) => ({ id: before.id, before })),
  );
  if (book.count !== million) throw new Error(`${book.count} are left`);
}

/** A book that has read so many contacts. */
function bookOf(count: number): Book {
  const never = () => Promise.reject(new Error('no request is made'));
  const connection = createConnection({
    accountId: accountOfBench(),
    baseUrl: 'http://127.0.0.1:9',
    key: never,
    requestsPer5Seconds: () => 500,
    clock: systemClock,
    logger: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
  });
  const book = new Book(connection);
  for (let offset = 0; offset < count; offset += 100) {
    const contacts = Array.from({ length: 100 }, (_, row) => invented(offset + row));
    book.adoptPage(offset, { contacts, rows: contacts.length, count });
  }
  return book;
}

function accountOfBench(): AccountId {
  const accountId = readAccountId('bench');
  if (!accountId) throw new Error('"bench" is an account id');
  return accountId;
}
