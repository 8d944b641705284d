import type * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';

/** Where a card stands: as the account has it, changed, not yet there, or deleted there meanwhile. */
export type CardState = 'saved' | 'draft' | 'new' | 'gone';

/** What the editors ask about a document. A document on disk belongs to no account. */
export interface CardContext {
  accountIdOf(uri: vscode.Uri): AccountId | undefined;
  accountName(uri: vscode.Uri): string | undefined;
  /** The account's users; undefined where there is no account or they cannot be read. Never rejects. */
  users(
    uri: vscode.Uri,
  ): Promise<readonly { readonly id: string; readonly name: string }[] | undefined>;
  /** Whether the card does not exist in the account yet: stricter rules hold for its id. */
  isNew(uri: vscode.Uri): boolean;
  stateOf(uri: vscode.Uri): CardState;
  /** Users became known or changed; undefined: of any document. */
  readonly onDidChangeUsers: vscode.Event<vscode.Uri | undefined>;
  /** `stateOf`, `isNew` or `accountName` changed; undefined: of any document. */
  readonly onDidChangeState: vscode.Event<vscode.Uri | undefined>;
}
