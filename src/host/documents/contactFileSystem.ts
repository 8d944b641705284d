import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Book } from '../../core/book/book.ts';
import { readContacts } from '../../core/book/readContacts.ts';
import { sameContact } from '../../core/contact/compareContacts.ts';
import type { Contact } from '../../core/contact/contact.ts';
import type { Clock, Logger } from '../../core/ports.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { toUserError, UserError } from '../ui/userError.ts';
import type { AutoSaveGuard } from './autoSaveGuard.ts';
import type { CardSaver } from './cardSaver.ts';
import type { Cards } from './cards.ts';
import { newContactText } from './contactTemplate.ts';
import { parseContactUri } from './contactUri.ts';
import type { Known } from './knownCards.ts';
import { savedText } from './savedText.ts';

/** A read that a `stat` began serves the `readFile` that belongs to the same opening, for this many milliseconds. */
const untakenReadMs = 5000;
/** A read whose content was taken serves the `stat` of the same opening, for this many milliseconds. */
const takenReadMs = 1000;
/** A read of a contact is given up after this many milliseconds. */
const readTimeoutMs = 30_000;

/** One look at a contact, which serves both questions of an opening. */
interface Read {
  readonly card: Promise<Known>;
  /** Clock time in milliseconds. */
  readonly begun: number;
  /** Whether a `readFile` has had it; the next one wants to know what is there then. */
  isTaken: boolean;
}

interface FileSystemParts {
  readonly accounts: Accounts;
  readonly autoSaves: AutoSaveGuard;
  readonly cards: Cards;
  readonly saver: CardSaver;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Contacts as files: `wazzup:/<accountId>/<encoded id>.contact.json`. Reading a file reads the contact, writing it takes
 * the road of core/change. Nothing here is created, deleted or renamed as files are: commands do that.
 */
export class ContactFileSystem implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #parts: FileSystemParts;
  readonly #reads = new Map<string, Read>();
  readonly #changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();

  readonly onDidChangeFile = this.#changes.event;

  constructor(parts: FileSystemParts) {
    this.#parts = parts;
  }

  /** Contacts are watched through the book; there is nothing to start or stop. */
  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { accounts, cards } = this.#parts;
    const address = parseContactUri(uri);
    if (!address) return { type: folderType(uri), ctime: 0, mtime: 0, size: 0 };
    const type = vscode.FileType.File;
    // While there are unsaved changes the times stay: VS Code's own check must neither pass nor fail, the guard decides.
    // Nor is a draft called read-only: VS Code would drop its save without a word.
    const draft = await cards.draftTimes(uri);
    if (draft) return { type, ctime: 0, mtime: draft.mtime, size: draft.size };
    // VS Code asks about each document whose file was deleted.
    if (cards.isGone(uri)) throw vscode.FileSystemError.FileNotFound(uri);
    const { text, mtime } = this.#shown(uri) ?? (await this.#sharedRead(uri).card);
    const stat = { type, ctime: 0, mtime, size: Buffer.byteLength(text) };
    return accounts.isReadOnly(address.accountId)
      ? { ...stat, permissions: vscode.FilePermission.Readonly }
      : stat;
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const shared = this.#sharedRead(uri);
    const read = shared.isTaken ? this.#startRead(uri) : shared;
    read.isTaken = true;
    return Buffer.from((await read.card).text);
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    if (this.#parts.autoSaves.isAutoSave(uri)) {
      throw new UserError(l10n.t('Auto save sends nothing to Wazzup. Save the card to send it.'));
    }
    // Where another window has made the account read-only, this one shows it now.
    this.#parts.accounts.lookForChanges();
    const text = savedText(content);
    const isDocument = this.#parts.cards.isTextOf(uri, text);
    await this.#parts.saver.save(uri, text);
    this.#reads.delete(uri.toString());
    // Written past the open document, which VS Code has to load again.
    if (!isDocument) this.reload([uri]);
  }

  /** Makes VS Code load cards again that are open without unsaved changes: others may have changed them. */
  reload(uris: readonly vscode.Uri[]): void {
    this.#lookAgain(uris, vscode.FileChangeType.Changed);
  }

  /** The same for cards whose contacts were deleted and are there again. */
  created(uris: readonly vscode.Uri[]): void {
    this.#lookAgain(uris, vscode.FileChangeType.Created);
  }

  /** Makes VS Code ask once more whether these cards, which are open, are read-only. Reads nothing from Wazzup. */
  permissionsChanged(uris: readonly vscode.Uri[]): void {
    this.#fire(uris, vscode.FileChangeType.Changed);
  }

  /** Marks the open documents of deleted contacts. */
  deleted(uris: readonly vscode.Uri[]): void {
    const { cards } = this.#parts;
    const news = uris.filter((uri) => !cards.isGone(uri));
    for (const uri of news) cards.markGone(uri);
    this.#fire(news, vscode.FileChangeType.Deleted);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(): never {
    throw vscode.FileSystemError.NoPermissions(
      l10n.t('Delete contacts in the Contacts view: there you see what will be deleted.'),
    );
  }

  rename(): never {
    throw vscode.FileSystemError.NoPermissions(
      l10n.t('A contact cannot be renamed as a file: its id is given by the CRM.'),
    );
  }

  dispose(): void {
    this.#changes.dispose();
  }

  #lookAgain(uris: readonly vscode.Uri[], type: vscode.FileChangeType): void {
    const { cards } = this.#parts;
    const open = uris.filter((uri) => cards.document(uri));
    for (const uri of open) {
      cards.outdate(uri);
      this.#reads.delete(uri.toString());
    }
    this.#fire(open, type);
  }

  #fire(uris: readonly vscode.Uri[], type: vscode.FileChangeType): void {
    if (uris.length > 0) this.#changes.fire(uris.map((uri) => ({ uri, type })));
  }

  /** What needs no look: an open document shows what was read for it, and a new card is nowhere else. */
  #shown(uri: vscode.Uri): Known | undefined {
    const { cards } = this.#parts;
    const known = cards.known(uri);
    return known?.base.kind === 'new' || cards.document(uri) ? known : undefined;
  }

  /** Opening a file asks for its `stat` and its content side by side, or one after the other: one read serves both. */
  #sharedRead(uri: vscode.Uri): Read {
    const read = this.#reads.get(uri.toString());
    const age = read ? this.#parts.clock.now() - read.begun : Number.POSITIVE_INFINITY;
    return read && age < (read.isTaken ? takenReadMs : untakenReadMs) ? read : this.#startRead(uri);
  }

  #startRead(uri: vscode.Uri): Read {
    const key = uri.toString();
    const read: Read = {
      card: this.#read(uri),
      begun: this.#parts.clock.now(),
      isTaken: false,
    };
    this.#reads.set(key, read);
    void this.#forgetInTime(key, read);
    // What failed is tried again when it is asked for again.
    read.card.catch(() => {
      if (this.#reads.get(key) === read) this.#reads.delete(key);
    });
    return read;
  }

  /** A read whose time is over serves nobody, and would keep the card. */
  async #forgetInTime(key: string, read: Read): Promise<void> {
    await this.#parts.clock.sleep(untakenReadMs);
    if (this.#reads.get(key) === read) this.#reads.delete(key);
  }

  async #read(uri: vscode.Uri): Promise<Known> {
    const { accounts, cards, clock, logger } = this.#parts;
    const address = parseContactUri(uri);
    if (!address) throw vscode.FileSystemError.FileNotFound(uri);
    const base = (await cards.base(uri)) ?? cards.known(uri)?.base;
    if (base?.kind === 'new') {
      return cards.known(uri) ?? cards.learn(uri, base, newContactText(address.id));
    }
    let isMissing: boolean;
    try {
      const { connection, book, unseen } = await accounts.open(address.accountId);
      const before = book.contact(address.id);
      const { found, missing } = await readContacts(connection, [address.id], book.lookHints, {
        signal: new AbortController().signal,
        deadline: clock.now() + readTimeoutMs,
      });
      const contact = found.get(address.id);
      if (contact) {
        const whole = unseen.complete(contact);
        // Not if the book has learnt something newer meanwhile, from our own write.
        if (book.contact(address.id) === before) tellBook(book, before, whole);
        return cards.learn(uri, { kind: 'contact', contact: whole });
      }
      isMissing = missing.includes(address.id);
    } catch (error) {
      throw vscode.FileSystemError.Unavailable(toUserError(error, logger).message);
    }
    if (!isMissing) {
      throw vscode.FileSystemError.Unavailable(
        l10n.t(
          'Whether there is a contact with the id "{0}" could not be found out: the list kept changing. Try again.',
          address.id,
        ),
      );
    }
    cards.markGone(uri);
    throw vscode.FileSystemError.FileNotFound(
      l10n.t('There is no contact with the id "{0}" in this account (any more).', address.id),
    );
  }
}

/** Lets the book know what a single read saw: another state, or a contact that is newer than the list read as a whole. */
function tellBook(book: Book, before: Contact | undefined, seen: Contact): void {
  if (before ? !sameContact(before, seen) : book.coverage.isComplete) book.put(seen);
  else book.search.learn([seen]);
}

/** Rejects what is neither a card nor a folder of cards. */
function folderType(uri: vscode.Uri): vscode.FileType {
  if (uri.path.split('/').filter(Boolean).length <= 1) return vscode.FileType.Directory;
  throw vscode.FileSystemError.FileNotFound(uri);
}
