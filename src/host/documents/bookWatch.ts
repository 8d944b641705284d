import * as vscode from 'vscode';
import { sameContact } from '../../core/contact/compareContacts.ts';
import type { AccountSession } from '../accounts/accountSession.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { SessionWatch } from '../accounts/sessionWatch.ts';
import type { Cards } from './cards.ts';
import type { ContactFileSystem } from './contactFileSystem.ts';
import { parseContactUri } from './contactUri.ts';

/** Keeps open cards in step with what the books see: contacts that others changed, deleted or made again. */
export class BookWatch implements vscode.Disposable {
  readonly #cards: Cards;
  readonly #files: ContactFileSystem;
  readonly #sessions: SessionWatch<AccountSession>;

  constructor(accounts: Accounts, cards: Cards, files: ContactFileSystem) {
    this.#cards = cards;
    this.#files = files;
    this.#sessions = new SessionWatch(accounts, (session) =>
      session.book.onDidChange(() => this.#look(session)),
    );
  }

  dispose(): void {
    this.#sessions.dispose();
  }

  #look({ accountId, book, unseen }: AccountSession): void {
    for (const document of vscode.workspace.textDocuments) {
      const { uri } = document;
      const address = parseContactUri(uri);
      const base = this.#cards.baseNow(uri);
      if (address?.accountId !== accountId || base?.kind !== 'contact') continue;
      const contact = book.contact(address.id);
      if (!contact) {
        // Only who has seen the whole list can tell that a contact is not in it.
        if (book.coverage.isComplete) this.#files.deleted([uri]);
      } else if (this.#cards.isGone(uri)) {
        this.#cards.markFound(uri);
        this.#files.created([uri]);
      } else {
        const isOvertaken = !sameContact(base.contact, unseen.complete(contact));
        if (this.#cards.isDraft(document)) this.#cards.markOvertaken(uri, isOvertaken);
        else if (isOvertaken) this.#files.reload([uri]);
      }
    }
  }
}
