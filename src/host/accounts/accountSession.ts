import type { AccountId } from '../../core/accountId.ts';
import type { ApiConnection } from '../../core/api/connection.ts';
import type { Book } from '../../core/book/book.ts';
import type { UserDirectory } from '../../core/book/users.ts';
import type { UnseenDetails } from '../../core/change/unseenDetails.ts';

/** An account in use: the connection to it, and what was read from it. Made anew when its key is replaced. */
export interface AccountSession {
  readonly accountId: AccountId;
  readonly connection: ApiConnection;
  readonly book: Book;
  readonly users: UserDirectory;
  readonly unseen: UnseenDetails;
}
