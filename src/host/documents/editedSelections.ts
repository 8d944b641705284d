import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import type { Contact } from '../../core/contact/contact.ts';
import type { Clock } from '../../core/ports.ts';
import { type SelectionFormat, selectionScheme, selectionUri } from './selectionUri.ts';

/** Contacts of one account that are edited as one text. */
export interface EditedSelection {
  readonly accountId: AccountId;
  readonly format: SelectionFormat;
  /** Whether the user is asked before what was changed is sent. */
  readonly asks: boolean;
  /** Each contact as the text was made from it, or as it was last seen to be saved; by id, in the order of the text. */
  readonly base: ReadonlyMap<string, Contact>;
  /** What reading the file gives. */
  readonly text: string;
  /** When `text` became what it is, in milliseconds since 1970. */
  readonly mtime: number;
}

interface NewSelection extends Pick<EditedSelection, 'accountId' | 'format' | 'asks' | 'text'> {
  /** What the tab shows. */
  readonly title: string;
  readonly contacts: readonly Contact[];
}

/**
 * What the open texts of selections were made from. In memory, while they are open: after a reload of the window nobody
 * knows it any more.
 */
export class EditedSelections implements vscode.Disposable {
  readonly #clock: Clock;
  readonly #selections = new Map<string, EditedSelection>();
  readonly #registration: vscode.Disposable;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#registration = vscode.workspace.onDidCloseTextDocument((document) => {
      // A change of the language shows as closing, too.
      if (document.uri.scheme === selectionScheme && document.isClosed) {
        this.forget(document.uri);
      }
    });
  }

  /** Takes note of a new text; its address. */
  add({ accountId, format, asks, text, title, contacts }: NewSelection): vscode.Uri {
    // People see it in the breadcrumbs: a part is rare enough.
    const token = randomUUID().slice(0, 8);
    const uri = selectionUri(accountId, token, { title, format });
    const base = new Map(contacts.map((contact) => [contact.id, contact]));
    const mtime = this.#clock.now();
    this.#selections.set(uri.toString(), { accountId, format, asks, base, text, mtime });
    return uri;
  }

  find(uri: vscode.Uri): EditedSelection | undefined {
    return this.#selections.get(uri.toString());
  }

  /** All of a text is in Wazzup: it is what the file holds. */
  saved(uri: vscode.Uri, text: string): void {
    this.#update(uri, { text, mtime: this.#clock.now() });
  }

  /** What contacts are known to be like now: what stands in the editor is compared with it from now on. */
  learn(uri: vscode.Uri, base: ReadonlyMap<string, Contact>, text: string): void {
    // The time stays: VS Code would take a later one for somebody else's change of the file.
    this.#update(uri, { base, text });
  }

  forget(uri: vscode.Uri): void {
    this.#selections.delete(uri.toString());
  }

  dispose(): void {
    this.#registration.dispose();
  }

  #update(uri: vscode.Uri, news: Partial<EditedSelection>): void {
    const selection = this.find(uri);
    if (selection) this.#selections.set(uri.toString(), { ...selection, ...news });
  }
}
