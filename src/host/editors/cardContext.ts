import type * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import type { LiveRules } from '../../core/audit/liveProblems.ts';
import type { FileOptions } from '../../core/transfer/contactFile.ts';
import type { AccountColor } from '../accounts/accountColor.ts';

/** Where a card stands: as the account has it, changed, changed on both sides, not yet there, or deleted there meanwhile. */
export type CardState = 'saved' | 'overtaken' | 'draft' | 'conflict' | 'new' | 'gone';

/** A user of an account. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

/** What the editors ask about a document. A document on disk belongs to no account. */
export interface CardContext {
  accountIdOf(uri: vscode.Uri): AccountId | undefined;
  accountName(uri: vscode.Uri): string | undefined;
  accountColor(uri: vscode.Uri): AccountColor | undefined;
  /** Whether the card's account takes no changes from this computer. */
  isReadOnly(uri: vscode.Uri): boolean;
  /** The account's users; undefined where there is no account or they cannot be read. Never rejects. */
  users(uri: vscode.Uri): Promise<readonly Person[] | undefined>;
  /** The account's users as far as they are known now. The rest is read in the background. */
  usersNow(uri: vscode.Uri): readonly Person[] | undefined;
  /** The same after a moment at most, in which a reading may end. Never rejects. */
  usersSoon(uri: vscode.Uri): Promise<readonly Person[] | undefined>;
  /** Whether the card does not exist in the account yet: stricter rules hold for its id. */
  isNew(uri: vscode.Uri): boolean;
  stateOf(uri: vscode.Uri): CardState;
  /** The ids of the account's users if they were read; asking for them reads nothing. */
  knownUserIds(uri: vscode.Uri): ReadonlySet<string> | undefined;
  /** How rules look at the document; undefined until they are loaded, which this begins. */
  rulesOf(uri: vscode.Uri): LiveRules | undefined;
  /** How a text of several contacts is looked at. */
  fileOptions(uri: vscode.Uri): FileOptions;
  /** Users became known or changed; undefined: of any document. */
  readonly onDidChangeUsers: vscode.Event<vscode.Uri | undefined>;
  /** The card's state or what is known of its account, or the rules changed; undefined: of any document. */
  readonly onDidChangeState: vscode.Event<vscode.Uri | undefined>;
}
