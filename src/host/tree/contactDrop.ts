import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { contactScheme } from '../documents/contactUri.ts';
import { addressesType } from './dragTypes.ts';

/** With a pattern it comes before VS Code's own, which would write the addresses of the rows. */
const anyDocument = { pattern: '**' };

/** Contacts that are dropped from the tree into a text editor are the text that `ContactDrag` has made of them. */
export class ContactDrop implements vscode.DocumentDropEditProvider, vscode.Disposable {
  readonly #registration: vscode.Disposable;

  constructor() {
    this.#registration = vscode.languages.registerDocumentDropEditProvider(anyDocument, this, {
      dropMimeTypes: [addressesType],
    });
  }

  async provideDocumentDropEdits(
    _document: vscode.TextDocument,
    _position: vscode.Position,
    transfer: vscode.DataTransfer,
  ): Promise<vscode.DocumentDropEdit | undefined> {
    const addresses = (await transfer.get(addressesType)?.asString()) ?? '';
    const text = (await transfer.get('text/plain')?.asString()) ?? '';
    const lines = addresses.split(/\r?\n/).filter((line) => line !== '');
    if (text === '' || !lines.every((line) => line.startsWith(`${contactScheme}:`))) {
      return undefined;
    }
    return new vscode.DocumentDropEdit(text, l10n.t('Insert Contacts as Text'));
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
