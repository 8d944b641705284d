import * as vscode from 'vscode';
import type { Contact } from '../../core/contact/contact.ts';
import { contactText } from '../../core/contact/contactText.ts';
import type { Cards } from './cards.ts';

/** A save at whose end something else is in Wazzup than the document holds. */
export interface SavedOtherwise {
  readonly uri: vscode.Uri;
  /** What is in Wazzup. */
  readonly now: Contact;
  /** The text that was merged with what others changed; absent if the user gave up the draft. */
  readonly merged?: string;
}

/**
 * Puts what is in Wazzup in the place of drafts that were merged or given up in the midst of a save. Not before the save
 * has ended: until then VS Code holds on to the text that it is saving. It is an edit, so that Undo brings the draft back.
 */
export class SavedOtherwiseTexts implements vscode.Disposable {
  readonly #cards: Cards;
  readonly #waiting = new Map<string, SavedOtherwise>();
  readonly #registrations: vscode.Disposable;

  constructor(onDidSaveOtherwise: vscode.Event<SavedOtherwise>, cards: Cards) {
    this.#cards = cards;
    this.#registrations = vscode.Disposable.from(
      onDidSaveOtherwise((saved) => this.#waiting.set(saved.uri.toString(), saved)),
      vscode.workspace.onDidSaveTextDocument((document) => {
        const saved = this.#waiting.get(document.uri.toString());
        this.#waiting.delete(document.uri.toString());
        if (saved) void this.#replace(document, saved);
      }),
    );
  }

  dispose(): void {
    this.#registrations.dispose();
  }

  async #replace(document: vscode.TextDocument, saved: SavedOtherwise): Promise<void> {
    const { uri, now, merged } = saved;
    // What was typed during the save is a draft of the text that was merged: its next save merges again.
    if (merged !== undefined && document.getText() !== merged) return;
    const text = contactText(now);
    const edit = new vscode.WorkspaceEdit();
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    edit.replace(uri, document.validateRange(whole), text);
    if (await vscode.workspace.applyEdit(edit)) {
      this.#cards.settle(uri, { kind: 'contact', contact: now }, text);
      // It equals what is in Wazzup, so saving it sends nothing.
      if (await document.save()) return;
    }
    // The draft is still shown: nothing may be sent in its place without a question.
    if (merged === undefined) this.#cards.loseBase(uri);
  }
}
