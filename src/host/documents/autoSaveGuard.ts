import * as vscode from 'vscode';
import { cardLanguage, languageOf } from '../editors/contactLanguages.ts';
import { contactScheme } from './contactUri.ts';
import { parseSelectionUri } from './selectionUri.ts';

/**
 * Keeps auto save from sending contacts. It is off for their languages, whatever the user's settings; but a user may have
 * given `*.json` another language, so a document gets its own back, and a save that was VS Code's idea is known.
 */
export class AutoSaveGuard implements vscode.Disposable {
  readonly #reasons = new Map<string, vscode.TextDocumentSaveReason>();
  readonly #registrations: vscode.Disposable;

  constructor() {
    this.#registrations = vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument(keepLanguage),
      vscode.workspace.onWillSaveTextDocument(({ document, reason }) => {
        const { uri } = document;
        if (ownLanguage(uri)) this.#reasons.set(uri.toString(), reason);
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
  const language = ownLanguage(document.uri);
  if (language === undefined || document.languageId === language) return;
  // Fails only for a document that was closed meanwhile.
  vscode.languages.setTextDocumentLanguage(document, language).then(undefined, () => undefined);
}

/** The language of what a save sends; undefined for all other documents. */
function ownLanguage(uri: vscode.Uri): string | undefined {
  if (uri.scheme === contactScheme) return cardLanguage;
  const selection = parseSelectionUri(uri);
  return selection && languageOf(selection.format);
}
