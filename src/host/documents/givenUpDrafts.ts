import * as vscode from 'vscode';
import type { CardSaver } from './cardSaver.ts';
import type { Cards } from './cards.ts';

/**
 * Puts what is in Wazzup in the place of drafts that were given up in the midst of a save. Not before the save has
 * ended: until then VS Code holds on to the text that it is saving. It is an edit, so that Undo brings the draft back.
 */
export class GivenUpDrafts implements vscode.Disposable {
  readonly #cards: Cards;
  readonly #waiting = new Map<string, string>();
  readonly #registrations: vscode.Disposable;

  constructor(saver: CardSaver, cards: Cards) {
    this.#cards = cards;
    this.#registrations = vscode.Disposable.from(
      saver.onDidGiveUpDraft(({ uri, text }) => this.#waiting.set(uri.toString(), text)),
      vscode.workspace.onDidSaveTextDocument((document) => {
        const text = this.#waiting.get(document.uri.toString());
        this.#waiting.delete(document.uri.toString());
        if (text !== undefined) void this.#replace(document, text);
      }),
    );
  }

  dispose(): void {
    this.#registrations.dispose();
  }

  async #replace(document: vscode.TextDocument, text: string): Promise<void> {
    const { uri } = document;
    const edit = new vscode.WorkspaceEdit();
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    edit.replace(uri, document.validateRange(whole), text);
    // It equals what is in Wazzup, so saving it sends nothing.
    if ((await vscode.workspace.applyEdit(edit)) && (await document.save())) return;
    // The draft is still shown: nothing may be sent in its place without a question.
    this.#cards.loseBase(uri);
  }
}
