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
  /** The book and the users of the account. No network by itself; starts the demo. Rejects if that fails. */
  open(): Promise<TreeSession>;
}

/** The accounts to show. */
export interface TreeAccounts {
  list(): readonly TreeAccount[];
  /** Fires with the account that changed (its state, or its session), or undefined when the list did. */
  readonly onDidChange: vscode.Event<TreeAccount | undefined>;
}
