import * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import type { Finding } from '../../core/audit/auditContact.ts';
import { type Chat, chatsByRow, chatsOf } from '../../core/audit/chat.ts';
import { contactsWithChat } from '../../core/audit/contactsWithChat.ts';
import { sharedChatFindings } from '../../core/audit/sharedChatFindings.ts';
import { mostNamed, type Others } from '../../core/audit/sharedChats.ts';
import type { ContactIndex } from '../../core/book/search/contactIndex.ts';
import { TimeSlices } from '../../core/book/timeSlices.ts';
import type { Contact } from '../../core/contact/contact.ts';
import type { Clock, Logger } from '../../core/ports.ts';
import type { AccountSession } from '../accounts/accountSession.ts';
import { type Sessions, SessionWatch } from '../accounts/sessionWatch.ts';
import { isCancellation, toUserError } from '../ui/userError.ts';

/** Writes that come this soon (ms) after one another are told together: there may be thousands. */
const pauseMs = 200;
/** Chats are remembered until there are so many: each state of one that is typed is one. */
const mostRemembered = 1000;

/** Who has a chat. */
interface Holders {
  readonly ids: readonly string[];
  /** What was known when they were looked for. */
  readonly edition: string;
}

/**
 * Whether other contacts that are known have the chats that somebody enters in an editor, in accounts that were not
 * checked. Nobody waits for it: what is not known yet is looked for, and `onDidFind` tells when that says something new.
 */
export class SharedByKnown implements vscode.Disposable {
  readonly #clock: Clock;
  readonly #logger: Logger;
  /** Accounts of which will be told soon. */
  readonly #telling = new Set<AccountId>();
  /** Who has the chats that were asked for, by their keys. */
  readonly #holders = new Map<AccountSession, Map<string, Holders>>();
  readonly #stop = new AbortController();
  readonly #found = new vscode.EventEmitter<AccountId>();
  readonly #sessions: vscode.Disposable;

  /** Fires with the account for whose cards something else may be found now. */
  readonly onDidFind = this.#found.event;

  constructor(accounts: Sessions<AccountSession>, clock: Clock, logger: Logger) {
    this.#clock = clock;
    this.#logger = logger;
    this.#sessions = new SessionWatch(accounts, (session) => {
      const { search } = session.book;
      let { edition } = search;
      const changes = search.onDidChange(() => {
        if (search.edition === edition) return;
        ({ edition } = search);
        if (this.#holders.has(session)) this.#tellSoon(session.accountId);
      });
      return {
        dispose: () => {
          changes.dispose();
          this.#holders.delete(session);
        },
      };
    });
  }

  /**
   * What is found so far of those of a contact's chats that are new in it.
   *
   * @param before the contact as it was before it was edited, if it was there
   */
  of(session: AccountSession, contact: Contact, before?: Contact): readonly Finding[] {
    const { index } = session.book.search;
    const own = before && chatsOf(before);
    const others = new Map<number, Others>();
    for (const [row, chat] of chatsByRow(contact)) {
      if (own?.has(chat.key)) continue;
      const holders = this.#holders.get(session)?.get(chat.key);
      if (holders?.edition !== editionOf(index)) this.#look(session, chat, holders);
      const ids = holders?.ids.filter((id) => id !== contact.id && index.has(id)) ?? [];
      if (ids.length > 0) others.set(row, { count: ids.length, ids: ids.slice(0, mostNamed) });
    }
    return sharedChatFindings(others, (id) => index.contact(id));
  }

  dispose(): void {
    this.#stop.abort(new vscode.CancellationError());
    this.#sessions.dispose();
    this.#found.dispose();
  }

  #tellSoon(accountId: AccountId): void {
    if (this.#telling.has(accountId)) return;
    this.#telling.add(accountId);
    this.#clock.sleep(pauseMs, this.#stop.signal).then(
      () => {
        this.#telling.delete(accountId);
        this.#found.fire(accountId);
      },
      () => undefined, // disposed
    );
  }

  #look(session: AccountSession, chat: Chat, before: Holders | undefined): void {
    const { index } = session.book.search;
    const edition = editionOf(index);
    // Until it is known, what was found before serves; nobody begins to look a second time.
    this.#remember(session, chat, { ids: before?.ids ?? [], edition });
    contactsWithChat(chat, index, new TimeSlices(this.#stop.signal)).then(
      (ids) => {
        this.#remember(session, chat, { ids, edition });
        if (ids.join('\n') !== before?.ids.join('\n')) this.#found.fire(session.accountId);
      },
      (error: unknown) => {
        if (!isCancellation(error)) toUserError(error, this.#logger);
      },
    );
  }

  #remember(session: AccountSession, { key }: Chat, holders: Holders): void {
    let known = this.#holders.get(session);
    if (!known || known.size >= mostRemembered) known = new Map();
    this.#holders.set(session, known.set(key, holders));
  }
}

/** Another text after each contact that was read otherwise, or deleted. */
function editionOf({ length, removals }: ContactIndex): string {
  return `${length} ${removals}`;
}
