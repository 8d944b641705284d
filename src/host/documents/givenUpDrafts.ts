import * as vscode from 'vscode';
import type { CardSaver } from './cardSaver.ts';
import type { Cards } from './cards.ts';
import type { ContactFileSystem } from './contactFileSystem.ts';

/**
 * Loads documents again whose draft was given up in the midst of a save: not before the save has ended, because VS Code
 * passes over changes of a file as long as its document is dirty.
 */
export class GivenUpDrafts implements vscode.Disposable {
  readonly #waiting = new Set<string>();
  readonly #registrations: vscode.Disposable;

  constructor(saver: CardSaver, cards: Cards, files: ContactFileSystem) {
    this.#registrations = vscode.Disposable.from(
      saver.onDidGiveUpDraft((uri) => this.#waiting.add(uri.toString())),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        if (!this.#waiting.delete(uri.toString())) return;
        // VS Code loads a file again only if its times differ from those it saw at the end of the save.
        cards.forgetKnown(uri);
        files.reload([uri]);
      }),
    );
  }

  dispose(): void {
    this.#registrations.dispose();
  }
}
