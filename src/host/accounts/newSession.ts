import type { AccountId } from '../../core/accountId.ts';
import { createConnection } from '../../core/api/connection.ts';
import { Book } from '../../core/book/book.ts';
import { UserDirectory } from '../../core/book/users.ts';
import { UnseenDetails } from '../../core/change/unseenDetails.ts';
import type { Clock, Logger } from '../../core/ports.ts';
import type { Settings } from '../settings.ts';
import type { AccountSession } from './accountSession.ts';

interface SessionOptions {
  readonly accountId: AccountId;
  readonly baseUrl: string;
  readonly key: () => Promise<string | undefined>;
  readonly isReadOnly: () => boolean;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A session in which nothing was read yet; no request is made. */
export function newSession({ settings, ...options }: SessionOptions): AccountSession {
  const connection = createConnection({
    ...options,
    requestsPer5Seconds: () => settings.requestsPer5Seconds,
  });
  return {
    accountId: options.accountId,
    connection,
    book: new Book(connection),
    users: new UserDirectory(connection),
    unseen: new UnseenDetails(),
  };
}
