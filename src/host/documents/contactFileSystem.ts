import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { readContacts } from '../../core/book/readContacts.ts';
import type { Clock, Logger } from '../../core/ports.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { toUserError } from '../ui/userError.ts';
import type { CardSaver } from './cardSaver.ts';
import type { Cards, Known } from './cards.ts';
import { newContactText } from './contactTemplate.ts';
import { parseContactUri } from './contactUri.ts';

/** A read that a `stat` began serves the `readFile` that belongs to the same opening, for this many milliseconds. */
const sharedReadMs = 5000;
const readTimeoutMs = 30_000;

interface FileSystemParts {
  readonly accounts: Accounts;
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
  readonly #reads = new Map<string, { readonly read: Promise<Known>; readonly begun: number }>();
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
    const { cards } = this.#parts;
    const type = parseContactUri(uri) ? vscode.FileType.File : folderType(uri);
    if (type === vscode.FileType.Directory) return { type, ctime: 0, mtime: 0, size: 0 };
    // While there are unsaved changes the times stay: VS Code's own check must neither pass nor fail, the guard decides.
    const draft = await cards.draftTimes(uri);
    if (draft) return { type, ctime: 0, mtime: draft.mtime, size: draft.size };
    const { text, mtime } = cards.known(uri) ?? (await this.#startRead(uri));
    return { type, ctime: 0, mtime, size: Buffer.byteLength(text) };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const begun = this.#reads.get(uri.toString());
    this.#reads.delete(uri.toString());
    const isFresh = begun && this.#parts.clock.now() - begun.begun < sharedReadMs;
    const known = await (isFresh ? begun.read : this.#read(uri));
    return Buffer.from(known.text);
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    await this.#parts.saver.save(uri, Buffer.from(content).toString('utf8'));
    this.#reads.delete(uri.toString());
  }

  /** Makes VS Code load the card again wherever it is shown without unsaved changes. */
  reload(uris: readonly vscode.Uri[]): void {
    this.#fire(uris, vscode.FileChangeType.Changed);
  }

  /** Marks the open documents of deleted contacts. */
  deleted(uris: readonly vscode.Uri[]): void {
    for (const uri of uris) this.#parts.cards.markGone(uri);
    this.#fire(uris, vscode.FileChangeType.Deleted);
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

  #fire(uris: readonly vscode.Uri[], type: vscode.FileChangeType): void {
    if (uris.length > 0) this.#changes.fire(uris.map((uri) => ({ uri, type })));
  }

  /** Opening a file asks for its `stat` and its content side by side, or one after the other: one read serves both. */
  #startRead(uri: vscode.Uri): Promise<Known> {
    const read = this.#read(uri);
    this.#reads.set(uri.toString(), { read, begun: this.#parts.clock.now() });
    return read;
  }

  async #read(uri: vscode.Uri): Promise<Known> {
    const { accounts, cards, clock, logger } = this.#parts;
    const address = parseContactUri(uri);
    if (!address) throw vscode.FileSystemError.FileNotFound(uri);
    const base = (await cards.base(uri)) ?? cards.known(uri)?.base;
    if (base?.kind === 'new') {
      return cards.known(uri) ?? cards.learn(uri, base, newContactText(address.id));
    }
    try {
      const { connection, book } = await accounts.open(address.accountId);
      const { found } = await readContacts(
        connection,
        [address.id],
        { count: book.count },
        { signal: AbortSignal.timeout(readTimeoutMs), deadline: clock.now() + readTimeoutMs },
      );
      const contact = found.get(address.id);
      if (contact) return cards.learn(uri, { kind: 'contact', contact });
    } catch (error) {
      throw vscode.FileSystemError.Unavailable(toUserError(error, logger).message);
    }
    cards.markGone(uri);
    throw vscode.FileSystemError.FileNotFound(
      l10n.t('There is no contact with the id "{0}" in this account (any more).', address.id),
    );
  }
}

function folderType(uri: vscode.Uri): vscode.FileType {
  if (uri.path.split('/').filter(Boolean).length <= 1) return vscode.FileType.Directory;
  throw vscode.FileSystemError.FileNotFound(uri);
}
