import * as vscode from 'vscode';
import { sameContact } from '../../core/contact/compareContacts.ts';
import type { Contact } from '../../core/contact/contact.ts';
import { contactText, parseContactText } from '../../core/contact/contactText.ts';
import type { Clock, Logger } from '../../core/ports.ts';
import { contactScheme } from './contactUri.ts';
import type { Base, Draft, DraftStore } from './draftStore.ts';

/** A card's text as it is in Wazzup, or the template of a card that is not there yet. */
export interface Known {
  readonly text: string;
  readonly base: Base;
  /** Milliseconds since 1970 at which this text was first seen. */
  readonly mtime: number;
}

/**
 * Follows the open card documents. The base of each is what its document was loaded from, which is not always what
 * was read last: VS Code and other extensions read a file again without loading it into the document.
 */
export class Cards implements vscode.Disposable {
  readonly #drafts: DraftStore;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #known = new Map<string, Known>();
  readonly #loaded = new Map<string, Draft>();
  readonly #kept = new Map<string, Base>();
  readonly #restoring = new Map<string, Promise<void>>();
  readonly #gone = new Set<string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registrations: vscode.Disposable;

  /** Fires when the state of a card's document may have changed. */
  readonly onDidChange = this.#changed.event;

  constructor(drafts: DraftStore, clock: Clock, logger: Logger) {
    this.#drafts = drafts;
    this.#clock = clock;
    this.#logger = logger;
    this.#registrations = vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument((document) => this.#opened(document)),
      vscode.workspace.onDidChangeTextDocument((event) => this.#edited(event)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#closed(document)),
    );
    for (const document of vscode.workspace.textDocuments) this.#opened(document);
  }

  /** Takes note of a card as just read from Wazzup, or as a template; the same text keeps its time. */
  learn(uri: vscode.Uri, base: Base, text = textOfBase(base)): Known {
    const before = this.#known.get(uri.toString());
    const known =
      before?.text === text
        ? { ...before, base }
        : { text, base, mtime: Math.max(this.#clock.now(), (before?.mtime ?? 0) + 1) };
    this.#known.set(uri.toString(), known);
    this.#gone.delete(uri.toString());
    return known;
  }

  known(uri: vscode.Uri): Known | undefined {
    return this.#known.get(uri.toString());
  }

  /** Makes the next look at the card read it again. */
  forgetKnown(uri: vscode.Uri): void {
    this.#known.delete(uri.toString());
  }

  /** The contact was deleted; a document that shows it is a draft of nothing. */
  markGone(uri: vscode.Uri): void {
    this.#known.delete(uri.toString());
    if (!this.document(uri)) return;
    this.#gone.add(uri.toString());
    this.#changed.fire(uri);
  }

  isGone(uri: vscode.Uri): boolean {
    return this.#gone.has(uri.toString());
  }

  /** What the open document was loaded from; undefined if nobody knows. */
  async base(uri: vscode.Uri): Promise<Base | undefined> {
    await this.#restoring.get(uri.toString());
    return this.#loaded.get(uri.toString())?.base;
  }

  /** The base as far as it is known without waiting for the disk. */
  baseNow(uri: vscode.Uri): Base | undefined {
    return this.#loaded.get(uri.toString())?.base;
  }

  /** The file times of a document with unsaved changes, which must stay as they were when it was loaded. */
  async draftTimes(uri: vscode.Uri): Promise<Draft | undefined> {
    await this.#restoring.get(uri.toString());
    const document = this.document(uri);
    if (document?.isDirty) return this.#loaded.get(uri.toString());
    return document ? undefined : await this.#drafts.find(uri.toString());
  }

  /** After a confirmed save, or when the user gave up the draft: `text` is the document's, `base` is in Wazzup. */
  settle(uri: vscode.Uri, base: Base, text: string): void {
    const known = this.learn(uri, base, text);
    this.#setLoaded(uri, known);
    this.#changed.fire(uri);
  }

  document(uri: vscode.Uri): vscode.TextDocument | undefined {
    const key = uri.toString();
    return vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
  }

  /** The open documents without unsaved changes whose contact `now` differs from what they show. */
  outdated(now: (uri: vscode.Uri) => Contact | undefined): readonly vscode.Uri[] {
    return vscode.workspace.textDocuments
      .filter((document) => document.uri.scheme === contactScheme && !document.isDirty)
      .map((document) => document.uri)
      .filter((uri) => {
        const base = this.baseNow(uri);
        const contact = now(uri);
        return base?.kind === 'contact' && contact && !sameContact(base.contact, contact);
      });
  }

  dispose(): void {
    this.#registrations.dispose();
    this.#changed.dispose();
  }

  #opened(document: vscode.TextDocument): void {
    if (document.uri.scheme !== contactScheme) return;
    const key = document.uri.toString();
    if (document.isDirty) {
      this.#restoring.set(key, this.#restore(document.uri));
      return;
    }
    this.#loadedFrom(document);
  }

  #edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (document.uri.scheme !== contactScheme) return;
    // A reload shows as a change to exactly what was read last; an edit never changes the base.
    if (contentChanges.length > 0 && document.getText() === this.known(document.uri)?.text) {
      this.#loadedFrom(document);
    }
    // The first event of an edit still says "not dirty", so only one without changes tells that a draft has ended.
    if (document.isDirty) this.#keepDraft(document.uri);
    else if (contentChanges.length === 0) this.#dropDraft(document.uri);
    this.#changed.fire(document.uri);
  }

  #closed(document: vscode.TextDocument): void {
    if (document.uri.scheme !== contactScheme) return;
    const key = document.uri.toString();
    this.#dropDraft(document.uri);
    this.#known.delete(key);
    this.#loaded.delete(key);
    this.#restoring.delete(key);
    this.#gone.delete(key);
  }

  #loadedFrom(document: vscode.TextDocument): void {
    const text = document.getText();
    const known = this.known(document.uri);
    if (known?.text === text) {
      this.#setLoaded(document.uri, known);
      return;
    }
    const parsed = parseContactText(text);
    if ('contact' in parsed) {
      this.#setLoaded(
        document.uri,
        this.learn(document.uri, { kind: 'contact', contact: parsed.contact }, text),
      );
    }
  }

  #setLoaded(uri: vscode.Uri, known: Known): void {
    const { base, mtime, text } = known;
    this.#loaded.set(uri.toString(), { base, mtime, size: Buffer.byteLength(text) });
  }

  async #restore(uri: vscode.Uri): Promise<void> {
    try {
      const draft = await this.#drafts.find(uri.toString());
      if (!draft) return;
      this.#loaded.set(uri.toString(), draft);
      this.#kept.set(uri.toString(), draft.base);
      this.#changed.fire(uri);
    } catch (error) {
      this.#logger.warn('Base of a draft could not be read', { error: codeOf(error) });
    }
  }

  #keepDraft(uri: vscode.Uri): void {
    const key = uri.toString();
    const loaded = this.#loaded.get(key);
    if (!loaded || this.#kept.get(key) === loaded.base) return;
    this.#kept.set(key, loaded.base);
    this.#drafts.keep(key, loaded).catch((error: unknown) => {
      this.#logger.warn('Base of a draft could not be kept', { error: codeOf(error) });
    });
  }

  #dropDraft(uri: vscode.Uri): void {
    const key = uri.toString();
    const base = this.#kept.get(key);
    if (!base) return;
    this.#kept.delete(key);
    this.#drafts.forget(key, base).catch((error: unknown) => {
      this.#logger.warn('Base of a finished draft could not be deleted', { error: codeOf(error) });
    });
  }
}

/** The canonical text of a base. */
function textOfBase(base: Base): string {
  return base.kind === 'contact' ? contactText(base.contact) : '';
}

function codeOf(error: unknown): string {
  return error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.name) : 'unknown';
}
