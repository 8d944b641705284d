import type * as vscode from 'vscode';
import type { AccountSession } from '../accounts/accountSession.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Cards } from './cards.ts';
import type { ContactFileSystem } from './contactFileSystem.ts';
import { parseContactUri } from './contactUri.ts';

/** Loads open cards without unsaved changes again as soon as the book has seen them different. */
export class BookWatch implements vscode.Disposable {
  readonly #cards: Cards;
  readonly #files: ContactFileSystem;
  readonly #opened: vscode.Disposable;
  readonly #books: { dispose(): void }[] = [];

  constructor(accounts: Accounts, cards: Cards, files: ContactFileSystem) {
    this.#cards = cards;
    this.#files = files;
    this.#opened = accounts.onDidOpen((session) => {
      this.#books.push(session.book.onDidChange(() => this.#look(session)));
    });
  }

  #look({ accountId, book }: AccountSession): void {
    const outdated = this.#cards.outdated((uri) => {
      const address = parseContactUri(uri);
      return address?.accountId === accountId ? book.contact(address.id) : undefined;
    });
    for (const uri of outdated) this.#cards.forgetKnown(uri);
    this.#files.reload(outdated);
  }

  dispose(): void {
    this.#opened.dispose();
    for (const book of this.#books) book.dispose();
  }
}
