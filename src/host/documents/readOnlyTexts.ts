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
    return this.#keep(this.#newUri(fileName), text);
  }

  /** The addresses of two states of one thing, for a comparison; a state may be missing. */
  putStates(
    fileName: string,
    before: string | undefined,
    after: string | undefined,
  ): readonly [before: vscode.Uri | undefined, after: vscode.Uri | undefined] {
    // With the same path: VS Code would take them for a renamed file.
    const uri = this.#newUri(fileName);
    const state = (query: string, text: string | undefined) =>
      text === undefined ? undefined : this.#keep(uri.with({ query }), text);
    return [state('before', before), state('after', after)];
  }

  provideTextDocumentContent(uri: vscode.Uri): string | undefined {
    return this.#texts.get(uri.toString());
  }

  dispose(): void {
    this.#registrations.dispose();
    this.#texts.clear();
  }

  #newUri(fileName: string): vscode.Uri {
    this.#last += 1;
    const name = fileName.replace(/[\\/]/g, '_');
    return vscode.Uri.from({ scheme: this.scheme, path: `/${this.#last}/${name}` });
  }

  #keep(uri: vscode.Uri, text: string): vscode.Uri {
    this.#texts.set(uri.toString(), text);
    return uri;
  }
}
