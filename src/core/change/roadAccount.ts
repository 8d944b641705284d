import type { ApiConnection } from '../api/connection.ts';
import type { Book } from '../book/book.ts';
import type { UnseenDetails } from './unseenDetails.ts';

/** The account that a change set names: how to reach it, and what is known of its contacts. */
export interface RoadAccount {
  readonly connection: ApiConnection;
  readonly book: Book;
  readonly unseen: UnseenDetails;
}
