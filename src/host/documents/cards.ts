import * as vscode from 'vscode';
import { parseContactText } from '../../core/contact/contactText.ts';
import type { Clock, Logger } from '../../core/ports.ts';
import { contactScheme } from './contactUri.ts';
import type { Base, Draft, DraftStore } from './draftStore.ts';
import { type Known, KnownCards } from './knownCards.ts';

/** What is known of one open document. */
interface OpenCard {
  /** What the document was loaded from; undefined if nobody knows. */
  loaded: Draft | undefined;
  /** The text that was saved last. */
  savedText: string | undefined;
  /** Whether something was typed during the last save, and nothing happened since. */
  isTypedOver: boolean;
  /** The document's version if `loaded` rests on nothing but its text, which was taken for that of the account. */
  assumedAt: number | undefined;
  /** The base that is on disk. */
  kept: Base | undefined;
  restoring: Promise<void> | undefined;
  isGone: boolean;
  /** Whether the account was seen to hold something else than `loaded`. */
  isOvertaken: boolean;
  /** The document's last texts: a save may come with one that was typed over meanwhile. */
  readonly texts: string[];
}

const textsRemembered = 10;

/**
 * Follows the open card documents. The base of each is what its document was loaded from, which is not always what
 * was read last: VS Code and other extensions read a file again without loading it into the document.
 */
export class Cards implements vscode.Disposable {
  readonly #drafts: DraftStore;
  readonly #logger: Logger;
  readonly #known: KnownCards;
  readonly #open = new Map<string, OpenCard>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registrations: vscode.Disposable;

  /** Fires when the state of a card's document may have changed. */
  readonly onDidChange = this.#changed.event;

  constructor(drafts: DraftStore, clock: Clock, logger: Logger) {
    this.#drafts = drafts;
    this.#logger = logger;
    this.#known = new KnownCards(clock);
    this.#registrations = vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument((document) => this.#opened(document)),
      vscode.workspace.onDidChangeTextDocument((event) => this.#edited(event)),
      vscode.workspace.onDidSaveTextDocument((document) => this.#saved(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#closed(document)),
    );
    for (const document of vscode.workspace.textDocuments) this.#opened(document);
  }

  /** Takes note of a card as just read from Wazzup, or as a template; the same text keeps its time. */
  learn(uri: vscode.Uri, base: Base, text?: string): Known {
    const known = this.#known.learn(uri, base, text);
    this.markFound(uri);
    return known;
  }

  /** What was read last, unless it is known to be out of date. */
  known(uri: vscode.Uri): Known | undefined {
    return this.#known.find(uri);
  }

  /** Makes the next look at the card read it again. */
  outdate(uri: vscode.Uri): void {
    this.#known.outdate(uri);
  }

  /** The contact was deleted; a document that shows it is a draft of nothing. */
  markGone(uri: vscode.Uri): void {
    this.#known.outdate(uri);
    const card = this.#card(uri);
    if (!card || card.isGone) return;
    card.isGone = true;
    this.#changed.fire(uri);
  }

  /** The contact was seen (again). */
  markFound(uri: vscode.Uri): void {
    const card = this.#card(uri);
    if (!card?.isGone) return;
    card.isGone = false;
    this.#changed.fire(uri);
  }

  isGone(uri: vscode.Uri): boolean {
    return this.#card(uri)?.isGone ?? false;
  }

  /** Whether the contact was seen to differ from what the document was loaded from; a new base ends that. */
  markOvertaken(uri: vscode.Uri, isOvertaken: boolean): void {
    const card = this.#card(uri);
    if (!card || card.isOvertaken === isOvertaken) return;
    card.isOvertaken = isOvertaken;
    this.#changed.fire(uri);
  }

  isOvertaken(uri: vscode.Uri): boolean {
    return this.#card(uri)?.isOvertaken ?? false;
  }

  /** What the open document was loaded from; undefined if nobody knows. */
  async base(uri: vscode.Uri): Promise<Base | undefined> {
    await this.#card(uri)?.restoring;
    return this.baseNow(uri);
  }

  /** The base as far as it is known without waiting for the disk. */
  baseNow(uri: vscode.Uri): Base | undefined {
    return this.#card(uri)?.loaded?.base;
  }

  /**
   * The file times of a document with unsaved changes, which must stay as they were when it was loaded. Where that is
   * not known any more they are zero, older than anything: VS Code's own check must not stand in the guard's way.
   */
  async draftTimes(uri: vscode.Uri): Promise<Pick<Draft, 'mtime' | 'size'> | undefined> {
    const document = this.document(uri);
    if (!document) return await this.#drafts.find(uri.toString());
    await this.#card(uri)?.restoring;
    return this.isDraft(document) ? (this.#card(uri)?.loaded ?? { mtime: 0, size: 0 }) : undefined;
  }

  /**
   * Whether the document has unsaved changes. VS Code's `isDirty` says no after a save during which something was
   * typed, until the next change.
   */
  isDraft(document: vscode.TextDocument): boolean {
    return document.isDirty || (this.#card(document.uri)?.isTypedOver ?? false);
  }

  /** Whether the open document holds this text, or held it a moment ago: then a write of it is the document's save. */
  isTextOf(uri: vscode.Uri, text: string): boolean {
    return (
      this.document(uri)?.getText() === text || (this.#card(uri)?.texts.includes(text) ?? false)
    );
  }

  /** After a confirmed save, or when the user gave up the draft: `text` is the document's, `base` is in Wazzup. */
  settle(uri: vscode.Uri, base: Base, text: string): void {
    const known = this.learn(uri, base, text);
    const card = this.#card(uri);
    if (card) {
      setLoaded(card, known);
      card.savedText = text;
    }
    this.#changed.fire(uri);
  }

  /** The document shows something of which nobody can tell what it was made from: its next save asks. */
  loseBase(uri: vscode.Uri): void {
    const card = this.#card(uri);
    if (card) card.loaded = undefined;
  }

  document(uri: vscode.Uri): vscode.TextDocument | undefined {
    const key = uri.toString();
    return vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
  }

  dispose(): void {
    this.#registrations.dispose();
    this.#changed.dispose();
  }

  #card(uri: vscode.Uri): OpenCard | undefined {
    return this.#open.get(uri.toString());
  }

  #opened(document: vscode.TextDocument): void {
    const { uri } = document;
    // A change of the language shows as closing and opening of a document that stays what it was.
    if (uri.scheme !== contactScheme || this.#card(uri)) return;
    const card: OpenCard = {
      loaded: undefined,
      savedText: undefined,
      isTypedOver: false,
      assumedAt: undefined,
      kept: undefined,
      restoring: undefined,
      isGone: false,
      isOvertaken: false,
      texts: [],
    };
    this.#open.set(uri.toString(), card);
    if (document.isDirty) card.restoring = this.#restore(uri, card);
    else this.#openedClean(document, card);
  }

  #openedClean(document: vscode.TextDocument, card: OpenCard): void {
    const { uri, version } = document;
    const text = document.getText();
    const known = this.known(uri);
    if (known?.text === text) {
      setLoaded(card, known);
      // A window that was closed in haste may have left a base behind.
      this.#inBackground(this.#drafts.forget(uri.toString()));
      return;
    }
    const parsed = parseContactText(text);
    if (!('contact' in parsed)) return;
    setLoaded(card, this.learn(uri, { kind: 'contact', contact: parsed.contact }, text));
    card.assumedAt = version;
  }

  #edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const { uri, isDirty } = document;
    const card = uri.scheme === contactScheme ? this.#card(uri) : undefined;
    if (!card) return;
    card.isTypedOver = false;
    if (contentChanges.length > 0) this.#textChanged(document, card);
    // A draft that VS Code restores opens as if it were saved, and is called unsaved a moment later.
    else if (isDirty && card.assumedAt === document.version) {
      card.loaded = undefined;
      card.assumedAt = undefined;
      this.#known.forget(uri);
      card.restoring = this.#restore(uri, card);
    }
    this.#keepOrDrop(document, card);
    this.#changed.fire(uri);
  }

  #keepOrDrop(document: vscode.TextDocument, card: OpenCard): void {
    if (this.isDraft(document)) this.#keepDraft(document.uri, card);
    else this.#dropDraft(document.uri, card);
  }

  #textChanged(document: vscode.TextDocument, card: OpenCard): void {
    const text = document.getText();
    card.texts.push(text);
    if (card.texts.length > textsRemembered) card.texts.shift();
    // A reload shows as a change to exactly what was read last; an edit never changes the base.
    const known = this.known(document.uri);
    if (known?.text !== text) return;
    // A revert: VS Code was told the draft's time, and must not take a later one for somebody's change.
    setLoaded(
      card,
      card.kept ? this.#known.setTime(known, document.uri, card.loaded?.mtime ?? 0) : known,
    );
  }

  #saved(document: vscode.TextDocument): void {
    const card = this.#card(document.uri);
    if (!card) return;
    // What was typed during the save is a draft of what was saved.
    card.isTypedOver = document.getText() !== card.savedText;
    this.#keepOrDrop(document, card);
    this.#changed.fire(document.uri);
  }

  #closed(document: vscode.TextDocument): void {
    const { uri } = document;
    const card = this.#card(uri);
    if (!card || !document.isClosed) return;
    this.#dropDraft(uri, card);
    this.#open.delete(uri.toString());
    this.#known.forget(uri);
  }

  async #restore(uri: vscode.Uri, card: OpenCard): Promise<void> {
    try {
      const draft = await this.#drafts.find(uri.toString());
      if (!draft || card.loaded) return;
      card.loaded = draft;
      card.kept = draft.base;
      this.#changed.fire(uri);
    } catch (error) {
      this.#logger.warn('Base of a draft could not be read', { error: codeOf(error) });
    }
  }

  #keepDraft(uri: vscode.Uri, card: OpenCard): void {
    const { loaded, kept } = card;
    if (!loaded || kept === loaded.base) return;
    card.kept = loaded.base;
    this.#inBackground(this.#drafts.keep(uri.toString(), loaded, kept));
  }

  #dropDraft(uri: vscode.Uri, card: OpenCard): void {
    const { kept } = card;
    if (!kept) return;
    card.kept = undefined;
    this.#inBackground(this.#drafts.forget(uri.toString(), kept));
  }

  #inBackground(work: Promise<void>): void {
    work.catch((error: unknown) => {
      this.#logger.warn('Base of a draft could not be kept or deleted', { error: codeOf(error) });
    });
  }
}

function setLoaded(card: OpenCard, { base, mtime, text }: Known): void {
  // Undo back to what was loaded is no look at what Wazzup holds now.
  if (card.loaded?.base !== base) card.isOvertaken = false;
  card.loaded = { base, mtime, size: Buffer.byteLength(text) };
  card.assumedAt = undefined;
}

function codeOf(error: unknown): string {
  return error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.name) : 'unknown';
}
