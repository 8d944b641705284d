import type * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import type { Book } from '../../core/book/book.ts';
import type { UserDirectory } from '../../core/book/users.ts';

/** What the tree reads of an account. */
export interface TreeSession {
  readonly book: Book;
  readonly users: UserDirectory;
}

/** An account as the tree sees it. */
export interface TreeAccount {
  readonly id: AccountId;
  readonly name: string;
  readonly isDemo: boolean;
  readonly state: 'ready' | 'signedOut';
  readonly isReadOnly: boolean;
  /** The id of a colour of the theme that the account has. */
  readonly themeColor: string | undefined;
  /** The session if there is one. An account that has got another one was connected or signed in anew. */
  opened(): TreeSession | undefined;
  /** The book and the users of the account. No network by itself; starts the demo. Rejects if that fails. */
  open(): Promise<TreeSession>;
}

/** The accounts to show. */
export interface TreeAccounts {
  list(): readonly TreeAccount[];
  /** Fires with the account that changed (its state, or its session), or undefined when the list did. */
  readonly onDidChange: vscode.Event<TreeAccount | undefined>;
}
