import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { NewFile } from '../../core/transfer/failedFile.ts';
import type { ReadOnlyTexts } from '../documents/readOnlyTexts.ts';

/** The rows that an import has left out. */
export interface LeftOut {
  /** Each with its line and the reason, for people. */
  readonly text: string;
  /** The rows in the form of the imported file. */
  readonly file: NewFile;
  /** The address of the file that was imported. */
  readonly source: vscode.Uri;
}

/** Lists of left-out rows that are open as documents, with the saving of the rows at their top. */
export class LeftOutRows implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #texts: ReadOnlyTexts;
  readonly #open = new Map<string, LeftOut>();
  readonly #registrations: vscode.Disposable;

  constructor(texts: ReadOnlyTexts) {
    this.#texts = texts;
    this.#registrations = vscode.Disposable.from(
      vscode.languages.registerCodeLensProvider({ scheme: texts.scheme }, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#open.delete(uri.toString())),
    );
  }

  /** What the list at this address is about; undefined if none is open there. */
  find(uri: vscode.Uri): LeftOut | undefined {
    return this.#open.get(uri.toString());
  }

  /** Shows a list. @param title of the document, without an extension */
  async show(title: string, leftOut: LeftOut): Promise<void> {
    const uri = this.#texts.put(`${title}.txt`, leftOut.text);
    this.#open.set(uri.toString(), leftOut);
    await vscode.window.showTextDocument(uri, { preview: false });
  }

  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    if (!this.find(uri)) return [];
    const save = {
      title: `$(save-as) ${l10n.t('Save These Rows as File…')}`,
      command: 'wazzup.saveFailed',
      // As a menu does: what fails is shown.
      arguments: [uri, [uri]],
    };
    return [new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), save)];
  }

  dispose(): void {
    this.#registrations.dispose();
  }
}
