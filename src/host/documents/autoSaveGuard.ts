import * as vscode from 'vscode';
import { cardLanguage } from '../editors/contactLanguages.ts';
import { contactScheme } from './contactUri.ts';

/**
 * Keeps auto save from sending cards. It is off for the language of cards, whatever the user's settings; but a user may
 * have given `*.json` another language, so a card gets its own back, and a save that was VS Code's idea is known.
 */
export class AutoSaveGuard implements vscode.Disposable {
  readonly #reasons = new Map<string, vscode.TextDocumentSaveReason>();
  readonly #registrations: vscode.Disposable;

  constructor() {
    this.#registrations = vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument(keepLanguage),
      vscode.workspace.onWillSaveTextDocument(({ document, reason }) => {
        const { uri } = document;
        if (uri.scheme === contactScheme) this.#reasons.set(uri.toString(), reason);
      }),
    );
    for (const document of vscode.workspace.textDocuments) keepLanguage(document);
  }

  /** Whether the write that comes now is a save that nobody asked for. To be asked once for each write. */
  isAutoSave(uri: vscode.Uri): boolean {
    const reason = this.#reasons.get(uri.toString()) ?? vscode.TextDocumentSaveReason.Manual;
    this.#reasons.delete(uri.toString());
    return reason !== vscode.TextDocumentSaveReason.Manual;
  }

  dispose(): void {
    this.#registrations.dispose();
  }
}

function keepLanguage(document: vscode.TextDocument): void {
  if (document.uri.scheme !== contactScheme || document.languageId === cardLanguage) return;
  // Fails only for a document that was closed meanwhile.
  vscode.languages.setTextDocumentLanguage(document, cardLanguage).then(undefined, () => undefined);
}
