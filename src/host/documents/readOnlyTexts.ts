import * as vscode from 'vscode';

/** Texts that are shown but cannot be edited: the other side of a comparison, a report. Kept while they are open. */
export class ReadOnlyTexts implements vscode.TextDocumentContentProvider, vscode.Disposable {
  /** Of the addresses of these texts. */
  readonly scheme = 'wazzup-text';
  readonly #texts = new Map<string, string>();
  readonly #registrations: vscode.Disposable;
  #last = 0;

  constructor() {
    this.#registrations = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(this.scheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString())),
    );
  }

  /** The address under which `text` can be opened; `fileName` is what the tab shows and decides the language. */
  put(fileName: string, text: string): vscode.Uri {
    this.#last += 1;
    const uri = vscode.Uri.from({
      scheme: this.scheme,
      path: `/${this.#last}/${fileName.replace(/[\\/]/g, '_')}`,
    });
    this.#texts.set(uri.toString(), text);
    return uri;
  }

  provideTextDocumentContent(uri: vscode.Uri): string | undefined {
    return this.#texts.get(uri.toString());
  }

  dispose(): void {
    this.#registrations.dispose();
    this.#texts.clear();
  }
}
