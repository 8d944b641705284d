import type * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import type { Contact, WritableContact } from '../../core/contact/contact.ts';
import type { Base } from './draftStore.ts';

/** One save under way. */
export interface CardSave {
  readonly uri: vscode.Uri;
  readonly accountId: AccountId;
  /** The id the document's address names. */
  readonly id: string;
  readonly text: string;
  /** What the text says. */
  readonly mine: Contact;
  /** That as it may be sent. */
  readonly contact: WritableContact;
  /** Whether `text` is the open document's, and not written past it. */
  readonly isDocument: boolean;
  /** Clock time in milliseconds. */
  readonly deadline: number;
}

/** What a save tries to write. */
export interface SaveWish {
  /** The state that it may replace; undefined if nobody knows. */
  readonly against: Base | undefined;
  readonly contact: WritableContact;
  /** How others' changes came into it: by themselves, or as the user chose. */
  readonly merged?: 'byItself' | 'asChosen';
}
