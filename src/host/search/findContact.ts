import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isAddressable } from '../../core/api/readRoutes.ts';
import { readContacts } from '../../core/book/readContacts.ts';
import { mustBeWhole } from '../../core/book/scan/unreadPages.ts';
import { PersonNames } from '../../core/book/search/personNames.ts';
import { readQuery } from '../../core/book/search/searchQuery.ts';
import type { Contact } from '../../core/contact/contact.ts';
import type { Clock, Logger } from '../../core/ports.ts';
import type { AccountSession } from '../accounts/accountSession.ts';
import { isCancellation, shownWords } from '../ui/userError.ts';
import { type FindButton, type FoundItem, foundItems } from './findItem.ts';
import { keepOrder } from './keepOrder.ts';
import { readStateText } from './readStateText.ts';

/** So many of the best are shown. */
const shownContacts = 100;
/** While the list is being read, what is found is brought up to date so often (ms). */
const updateMs = 300;
/** What moved in the list within this time (ms) is not what the user saw when a key was pressed. */
const seenMs = 200;
/** An id that is not in the book is asked for once nobody has typed for so long (ms). */
const askMs = 500;

interface FinderParts {
  readonly session: AccountSession;
  readonly accountName: string;
  readonly query: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What the user chose: a contact, and what to do with it. */
export interface FindChoice {
  readonly contact: Contact;
  readonly command: FindButton['command'] | 'open';
}

/**
 * Lets the user find a contact of an account while typing. Begins to read the whole list, unless that was done, and
 * answers from what is there meanwhile. Undefined if the user went away.
 */
export async function findContact(parts: FinderParts): Promise<FindChoice | undefined> {
  const finder = new Finder(parts);
  try {
    return await finder.run();
  } finally {
    finder.dispose();
  }
}

class Finder implements vscode.Disposable {
  readonly #parts: FinderParts;
  readonly #pick = vscode.window.createQuickPick<FoundItem>();
  readonly #closed = new AbortController();
  #searching = new AbortController();
  #isSearching = false;
  /** Ends with the search that goes on, and with the question for an id that follows it. Never rejects. */
  #searched: Promise<void> = Promise.resolve();
  /** What was typed when the contacts that are shown were searched for. */
  #shownFor = '';
  #typedAt = Number.NEGATIVE_INFINITY;
  /** When a contact last took the place of another one without a key being pressed. */
  #movedAt = Number.NEGATIVE_INFINITY;
  /** The id of the contact that the keyboard has reached: it stays there when more is found. Undefined at the best one. */
  #reached: string | undefined;
  /** Contacts that were asked for by their ids because no search found them. */
  readonly #asked = new Map<string, Contact | undefined>();

  constructor(parts: FinderParts) {
    this.#parts = parts;
  }

  async run(): Promise<FindChoice | undefined> {
    const { session, query } = this.#parts;
    const pick = this.#pick;
    pick.placeholder = l10n.t('Name, number in any spelling, account, id, responsible person');
    pick.buttons = [
      { iconPath: new vscode.ThemeIcon('refresh'), tooltip: l10n.t('Read all contacts again') },
    ];
    pick.matchOnDescription = true;
    pick.matchOnDetail = true;
    keepOrder(pick);
    pick.value = query;
    const changes = session.book.search.onDidChange(() => this.#tellState());
    const registrations = vscode.Disposable.from(pick, { dispose: () => changes.dispose() });
    try {
      return await new Promise((resolve) => {
        pick.onDidChangeValue(() => {
          this.#reached = undefined;
          this.#typedAt = this.#parts.clock.now();
          void this.#search();
        });
        pick.onDidChangeActive(([active]) => {
          this.#reached = active === pick.items[0] ? undefined : active?.contact.id;
        });
        pick.onDidAccept(async () => {
          const contact = await this.#accepted();
          if (contact) resolve({ contact, command: 'open' });
        });
        pick.onDidTriggerItemButton(({ item, button }) =>
          resolve({ contact: item.contact, command: (button as FindButton).command }),
        );
        pick.onDidTriggerButton(() => void this.#readAll(true));
        pick.onDidHide(() => resolve(undefined));
        pick.show();
        void this.#search();
        void this.#readAll(false);
      });
    } finally {
      registrations.dispose();
    }
  }

  dispose(): void {
    this.#searching.abort(new vscode.CancellationError());
    this.#closed.abort(new vscode.CancellationError());
  }

  /**
   * The contact that Enter means. VS Code tells only its place, in a list that may have been another one when the key was
   * pressed: after typing it is the best match of all that was typed, and nobody where others have just moved up.
   */
  async #accepted(): Promise<Contact | undefined> {
    const { clock } = this.#parts;
    const pick = this.#pick;
    const isSeen = (since: number) => clock.now() - since >= seenMs;
    const reached = this.#reached;
    const typed = pick.value;
    if (this.#shownFor === typed && pick.items.length > 0 && isSeen(this.#typedAt)) {
      return isSeen(this.#movedAt) ? pick.selectedItems[0]?.contact : undefined;
    }
    while (this.#isSearching) await this.#searched;
    // Whoever has typed on meanwhile looks for somebody else.
    if (this.#closed.signal.aborted || pick.value !== typed) return undefined;
    const item =
      reached === undefined
        ? pick.items[0]
        : pick.items.find(({ contact }) => contact.id === reached);
    return item?.contact;
  }

  async #readAll(isAskedFor: boolean): Promise<void> {
    const { session, clock } = this.#parts;
    const { search } = session.book;
    const { signal } = this.#closed;
    // Names come once, and without them the ids serve: nobody waits for them.
    session.users.users({ signal }).then(
      () => (signal.aborted ? undefined : this.#search()),
      () => undefined,
    );
    if (search.isFresh(clock) && !isAskedFor) return;
    const scanning = search.scan(clock, signal);
    const ended = scanning.then(
      () => true,
      () => true,
    );
    let isOver = false;
    while (!isOver) {
      isOver = await Promise.race([ended, clock.sleep(updateMs, signal).then(() => false)]).catch(
        () => true,
      );
      if (signal.aborted) return;
      await this.#search();
    }
    await scanning.then(mustBeWhole).catch((error: unknown) => this.#tellFailure(error));
  }

  /** Searches for what is typed now, in place of what was typed before. */
  #search(): Promise<void> {
    this.#searched = this.#searchTyped();
    return this.#searched;
  }

  async #searchTyped(): Promise<void> {
    const { session } = this.#parts;
    this.#searching.abort(new vscode.CancellationError());
    const searching = new AbortController();
    this.#searching = searching;
    const { value } = this.#pick;
    this.#isSearching = true;
    this.#tellState();
    try {
      const { users, book } = session;
      const terms = readQuery(value);
      const options = {
        signal: searching.signal,
        limit: shownContacts,
        people: new PersonNames(users.known),
      };
      // Whoever has typed nothing looks for nobody yet.
      const { entries } =
        terms.length === 0 ? { entries: [] } : await book.search.find(terms, options);
      // Letters come in one turn, and what was found for an earlier one may be there last.
      searching.signal.throwIfAborted();
      const found = entries.map((entry) => book.search.index.contactAt(entry));
      const exact = book.search.index.contact(value.trim()) ?? this.#asked.get(value.trim());
      this.#show(value, exact ? [exact, ...found.filter(({ id }) => id !== exact.id)] : found);
      if (!exact && found.length === 0) await this.#ask(value.trim(), searching.signal);
    } catch (error) {
      if (!isCancellation(error)) this.#tellFailure(error);
    } finally {
      if (this.#searching === searching) {
        this.#isSearching = false;
        this.#tellState();
      }
    }
  }

  /** The list may be older than a contact, or not read so far: its id is asked for by itself. */
  async #ask(id: string, signal: AbortSignal): Promise<void> {
    const { session, clock } = this.#parts;
    if (!isAddressable(id) || this.#asked.has(id)) return;
    await clock.sleep(askMs, signal);
    const { book, connection } = session;
    const options = { ...book.lookHints, mayLeaveOpen: true };
    const { found } = await readContacts(connection, [id], options, { signal });
    const contact = found.get(id);
    this.#asked.set(id, contact);
    if (!contact) return;
    book.search.learn([contact]);
    signal.throwIfAborted();
    this.#show(this.#shownFor, [contact]);
  }

  #show(typed: string, contacts: readonly Contact[]): void {
    const { clock, session } = this.#parts;
    const { users } = session;
    const reached = this.#reached;
    const hasMoved = this.#pick.items.some(({ contact }, at) => contact.id !== contacts[at]?.id);
    if (typed === this.#shownFor && hasMoved) this.#movedAt = clock.now();
    this.#shownFor = typed;
    const items = foundItems(contacts, typed, (id) => users.nameOf(id));
    this.#pick.items = items;
    const same = items.find(({ contact }) => contact.id === reached);
    if (same) this.#pick.activeItems = [same];
  }

  #tellState(): void {
    const { accountName, session, clock } = this.#parts;
    const { search } = session.book;
    this.#pick.busy = this.#isSearching || search.progress !== undefined;
    const state = readStateText(search, clock, vscode.env.language);
    const title = l10n.t('Find a Contact of "{0}"', accountName);
    this.#pick.title = [title, state].filter(Boolean).join(' · ');
  }

  #tellFailure(error: unknown): void {
    if (this.#closed.signal.aborted || isCancellation(error)) return;
    this.#pick.placeholder = shownWords(error, this.#parts.logger);
  }
}
