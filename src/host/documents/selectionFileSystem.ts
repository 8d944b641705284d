import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Logger } from '../../core/ports.ts';
import { toUserError, UserError } from '../ui/userError.ts';
import type { AutoSaveGuard } from './autoSaveGuard.ts';
import type { EditedSelection, EditedSelections } from './editedSelections.ts';
import { savedText } from './savedText.ts';
import { parseSelectionUri } from './selectionUri.ts';

interface FileSystemParts {
  readonly autoSaves: AutoSaveGuard;
  readonly selections: EditedSelections;
  /** Sends what was changed. Rejects unless all of it was seen to be in Wazzup. */
  readonly save: (uri: vscode.Uri, selection: EditedSelection, text: string) => Promise<void>;
  readonly logger: Logger;
}

/**
 * Selections of contacts as files, so that they have all that an editor has: undo, Save All, the question on closing.
 * Reading one reads nothing from Wazzup; writing it takes the road of core/change. Nothing else is done with files here.
 */
export class SelectionFileSystem implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #parts: FileSystemParts;
  readonly #changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();

  readonly onDidChangeFile = this.#changes.event;

  constructor(parts: FileSystemParts) {
    this.#parts = parts;
  }

  /** Nobody but the editor changes these texts. */
  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    if (!parseSelectionUri(uri)) {
      return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    }
    const { text, mtime } = this.#selection(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime, size: Buffer.byteLength(text) };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return Buffer.from(this.#selection(uri).text);
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const { autoSaves, logger, save, selections } = this.#parts;
    if (autoSaves.isAutoSave(uri)) {
      throw new UserError(l10n.t('Auto save sends nothing to Wazzup. Save the text to send it.'));
    }
    const selection = selections.find(uri);
    if (!selection) {
      throw new UserError(
        l10n.t(
          'Nothing was sent: since the window was loaded again nobody knows what these contacts were like before. Save the text as a file (Save As…) and send it with "Send File to Wazzup…".',
        ),
      );
    }
    const text = savedText(content);
    try {
      await save(uri, selection, text);
    } catch (error) {
      throw toUserError(error, logger);
    }
    selections.saved(uri, text);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.#changes.dispose();
  }

  #selection(uri: vscode.Uri): EditedSelection {
    const selection = this.#parts.selections.find(uri);
    if (selection) return selection;
    throw vscode.FileSystemError.Unavailable(
      l10n.t(
        'This text of contacts was kept only while it was open. Select the contacts and choose "Edit Selected as Text" again.',
      ),
    );
  }
}
