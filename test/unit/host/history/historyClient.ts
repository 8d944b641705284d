import { readAccountId } from '../../../../src/core/accountId.ts';
import { createConnection } from '../../../../src/core/api/connection.ts';
import { pageSize } from '../../../../src/core/api/readRoutes.ts';
import { Book } from '../../../../src/core/book/book.ts';
import { applyChangeSet } from '../../../../src/core/change/applyChangeSet.ts';
import type { ChangeSet } from '../../../../src/core/change/changeSet.ts';
import { createJournal } from '../../../../src/core/change/journal.ts';
import type { Outcome } from '../../../../src/core/change/outcome.ts';
import { UnseenDetails } from '../../../../src/core/change/unseenDetails.ts';
import type { Contact } from '../../../../src/core/contact/contact.ts';
import type { Logger } from '../../../../src/core/ports.ts';
import { journalFolder } from '../../../../src/host/history/journalFolder.ts';
import { processMark } from '../../../../src/host/history/processMark.ts';
import { systemClock as clock } from '../../../../src/host/systemClock.ts';

/** Where a client writes to, and the folder of its history. */
export interface ClientPlace {
  readonly url: string;
  readonly key: string;
  readonly folder: string;
  /** The whole list as it was read before. */
  readonly listed: readonly Contact[];
}

const silent: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** A client in this process, with a history on disk, as the extension has one. */
export function openClient({ url, key, folder, listed }: ClientPlace): {
  apply(changeSet: ChangeSet): Promise<readonly Outcome[]>;
} {
  const accountId = readAccountId('account-1');
  if (accountId === undefined) throw new Error('an id of an account');
  const connection = createConnection({
    accountId,
    baseUrl: url,
    key: async () => key,
    requestsPer5Seconds: () => 500,
    clock,
    logger: silent,
  });
  const account = { connection, book: new Book(connection), unseen: new UnseenDetails() };
  for (let offset = 0; offset < listed.length; offset += pageSize) {
    const contacts = listed.slice(offset, offset + pageSize);
    account.book.adoptPage(offset, { count: listed.length, contacts, rows: contacts.length });
  }
  const { pid } = process;
  const mark = processMark(pid);
  const journal = createJournal({
    storageOf: () => journalFolder(folder),
    clock,
    logger: silent,
    process: mark === undefined ? { pid } : { pid, mark },
    random: Math.random,
  });
  const road = { accountOf: () => account, journal, clock, logger: silent };
  const { signal } = new AbortController();
  return { apply: (changeSet) => applyChangeSet(changeSet, road, { signal }) };
}
