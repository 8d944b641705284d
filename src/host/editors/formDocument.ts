import * as vscode from 'vscode';
import { contactTitle } from '../../core/contact/describeContact.ts';
import { asLabel } from '../../core/contact/problemWords.ts';
import { errorName } from '../../core/errorName.ts';
import type { Clock, Logger } from '../../core/ports.ts';
import type { FormReadOnly, FormState, FormUsers } from '../../protocol/contactForm.ts';
import { contactScheme, parseContactUri } from '../documents/contactUri.ts';
import type { CardContext } from './cardContext.ts';
import { type EditableText, EditQueue } from './editQueue.ts';
import { readFormCard } from './formCard.ts';
import { problemsOfCard } from './problemsOfCard.ts';
import type { UndoDirection } from './typingRuns.ts';

/** One form on a document. */
export interface FormView {
  /** Names the form's present life; changes when its page is loaded again. */
  readonly source: string;
  readonly isActive: boolean;
  show(state: FormState, title: string): void;
}

export interface FormDocumentParts {
  readonly context: CardContext;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A card's document with all forms that show it: edits go in one after the other, each change is shown to all. */
export class FormDocument {
  readonly queue: EditQueue;
  readonly #document: vscode.TextDocument;
  readonly #context: CardContext;
  readonly #logger: Logger;
  readonly #views = new Set<FormView>();
  readonly #subscriptions: vscode.Disposable[];
  #users: FormUsers;
  #wasDirty: boolean;
  #isTakingBack = false;

  constructor(document: vscode.TextDocument, parts: FormDocumentParts) {
    this.#document = document;
    this.#wasDirty = document.isDirty;
    this.#context = parts.context;
    this.#logger = parts.logger;
    this.queue = new EditQueue({
      document: editableText(document),
      clock: parts.clock,
      logger: parts.logger,
      onHandled: () => this.#showAll(),
      isReadOnly: () => this.#readOnly() !== undefined,
    });
    this.#users = parts.context.accountIdOf(document.uri)
      ? { kind: 'loading' }
      : { kind: 'unavailable' };
    const concerns = (uri: vscode.Uri | undefined) =>
      uri === undefined || uri.toString() === document.uri.toString();
    this.#subscriptions = [
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === document) void this.#changed(event);
      }),
      vscode.workspace.onWillSaveTextDocument((event) => {
        if (event.document === document) event.waitUntil(this.queue.flush());
      }),
      vscode.workspace.onDidSaveTextDocument((saved) => {
        if (saved !== document) return;
        this.#wasDirty = document.isDirty;
        this.#showAll();
      }),
      parts.context.onDidChangeState((uri) => {
        if (concerns(uri)) this.#showAll();
      }),
      parts.context.onDidChangeUsers((uri) => {
        if (concerns(uri)) void this.#loadUsers();
      }),
    ];
    if (this.#users.kind === 'loading') void this.#loadUsers();
  }

  get viewCount(): number {
    return this.#views.size;
  }

  addView(view: FormView): void {
    this.#views.add(view);
  }

  removeView(view: FormView): void {
    this.#views.delete(view);
  }

  /** Shows the document as it is now to one view. */
  show(view: FormView): void {
    this.#showTo([view]);
  }

  dispose(): void {
    void this.queue.flush();
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  async #changed(event: vscode.TextDocumentChangeEvent): Promise<void> {
    const direction = directionOf(event.reason);
    const effect = this.queue.documentChanged(direction);
    const wasDirty = this.#wasDirty;
    this.#wasDirty = this.#document.isDirty;
    if (direction && !wasDirty && this.#readOnly() === 'account') await this.#takeBack(direction);
    else if (effect !== 'show' && direction && this.#isActive()) {
      if (effect === 'undoTyping') {
        await vscode.commands.executeCommand('redo');
        await this.queue.flush();
      }
      const { version } = this.#document;
      await vscode.commands.executeCommand(direction);
      if (this.#document.version !== version) return; // its own change event shows the text
    }
    this.#showAll();
  }

  /**
   * VS Code undoes in a form although its card is read-only, and does not call that unsaved: the form would show for
   * Wazzup's what is not there. A card with unsaved changes is none of these.
   */
  async #takeBack(direction: UndoDirection): Promise<void> {
    if (this.#isTakingBack || this.#document.isDirty || !this.#isActive()) return;
    this.#isTakingBack = true;
    try {
      await vscode.commands.executeCommand(direction === 'undo' ? 'redo' : 'undo');
    } finally {
      this.#isTakingBack = false;
    }
  }

  /** Undo goes to the active editor: it is only continued while that is one of this document. */
  #isActive(): boolean {
    return (
      [...this.#views].some((view) => view.isActive) ||
      vscode.window.activeTextEditor?.document === this.#document
    );
  }

  async #loadUsers(): Promise<void> {
    try {
      const users = await this.#context.users(this.#document.uri);
      this.#users = users
        ? { kind: 'list', users: users.map(({ id, name }) => ({ id, name })) }
        : { kind: 'unavailable' };
    } catch (error) {
      this.#logger.warn('The users could not be read for the form', { reason: errorName(error) });
      this.#users = { kind: 'unavailable' };
    }
    this.#showAll();
  }

  #readOnly(): FormReadOnly | undefined {
    const { uri } = this.#document;
    if (this.#context.isReadOnly(uri)) return 'account';
    return vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false ? 'file' : undefined;
  }

  #showAll(): void {
    this.#showTo([...this.#views]);
  }

  #showTo(views: readonly FormView[]): void {
    const { uri, version, isDirty } = this.#document;
    const { content, value } = readFormCard(this.#document.getText());
    const fixedId = parseContactUri(uri)?.id;
    const isNew = this.#context.isNew(uri);
    const state = uri.scheme === contactScheme ? this.#context.stateOf(uri) : 'file';
    const userIds = this.#context.knownUserIds(uri);
    const rules = this.#context.rulesOf(uri);
    const problems =
      value === undefined
        ? []
        : problemsOfCard(value, { isNew, fixedId, userIds, rules, nameKey: asLabel });
    const shown: Omit<FormState, 'handled'> = {
      version,
      content,
      problems: problems.flatMap(({ pointer, severity, message, key }) =>
        // What is only worth a look does not stand beside a field: the Problems panel has it.
        severity === 'info'
          ? []
          : [{ pointer: key === undefined ? pointer : `${pointer}/${key}`, severity, message }],
      ),
      users: this.#users,
      accountName: this.#context.accountName(uri),
      accountColor: this.#context.accountColor(uri),
      cardState: state === 'saved' && isDirty ? 'draft' : state,
      isUnsaved: isDirty || ['draft', 'conflict', 'new'].includes(state),
      readOnly: this.#readOnly(),
      idFixed: fixedId !== undefined,
    };
    const title = content.kind === 'card' ? contactTitle(content.card).trim() : '';
    for (const view of views) {
      view.show({ ...shown, handled: this.queue.handledOf(view.source) }, title);
    }
  }
}

function directionOf(
  reason: vscode.TextDocumentChangeReason | undefined,
): UndoDirection | undefined {
  switch (reason) {
    case vscode.TextDocumentChangeReason.Undo:
      return 'undo';
    case vscode.TextDocumentChangeReason.Redo:
      return 'redo';
    default:
      return undefined;
  }
}

function editableText(document: vscode.TextDocument): EditableText {
  return {
    get version() {
      return document.version;
    },
    text: () => document.getText(),
    apply: async (changes) => {
      const edit = new vscode.WorkspaceEdit();
      for (const { offset, length, content } of changes) {
        const range = new vscode.Range(
          document.positionAt(offset),
          document.positionAt(offset + length),
        );
        edit.replace(document.uri, range, content);
      }
      return vscode.workspace.applyEdit(edit);
    },
  };
}
