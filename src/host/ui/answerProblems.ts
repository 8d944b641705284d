import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

/** A place in a file that Wazzup refused. */
export interface AnswerProblem {
  /** UTF-16 units from the start of the file. */
  readonly offset: number;
  readonly length: number;
  readonly message: string;
}

/** What Wazzup refused of a file that was sent, in the Problems panel until the file is edited or closed. */
export class AnswerProblems implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('wazzup-answer');
  readonly #registrations: vscode.Disposable;

  constructor() {
    this.#registrations = vscode.Disposable.from(
      this.#collection,
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#collection.delete(document.uri);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#collection.delete(uri)),
    );
  }

  /** Replaces the problems of the document by these. */
  show(document: vscode.TextDocument, problems: readonly AnswerProblem[]): void {
    this.#collection.set(
      document.uri,
      problems.map(({ offset, length, message }) => {
        const range = new vscode.Range(
          document.positionAt(offset),
          document.positionAt(offset + length),
        );
        const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Error);
        diagnostic.source = l10n.t('Wazzup');
        return diagnostic;
      }),
    );
  }

  dispose(): void {
    this.#registrations.dispose();
  }
}
