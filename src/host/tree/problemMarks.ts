import * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import type { Contact } from '../../core/contact/contact.ts';
import { parseContactUri } from '../documents/contactUri.ts';
import type { CardChecks } from './cardChecks.ts';
import { problemCount } from './contactRow.ts';

/** Marks cards that the API would refuse, in the tree and on their tabs: with a sign and words, not by colour alone. */
export class ProblemMarks implements vscode.FileDecorationProvider, vscode.Disposable {
  readonly #contactOf: (accountId: AccountId, id: string) => Contact | undefined;
  readonly #checks: CardChecks;
  readonly #changed = new vscode.EventEmitter<vscode.Uri[]>();

  readonly onDidChangeFileDecorations = this.#changed.event;

  /** @param contactOf a contact that was read */
  constructor(
    contactOf: (accountId: AccountId, id: string) => Contact | undefined,
    checks: CardChecks,
  ) {
    this.#contactOf = contactOf;
    this.#checks = checks;
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    const address = parseContactUri(uri);
    const contact = address && this.#contactOf(address.accountId, address.id);
    const errors = contact ? this.#checks.errorsOf(contact) : 0;
    if (errors === 0) return undefined;
    return new vscode.FileDecoration(
      '!',
      problemCount(errors),
      new vscode.ThemeColor('list.warningForeground'),
    );
  }

  /** Looks again at these cards. */
  refresh(uris: vscode.Uri[]): void {
    if (uris.length > 0) this.#changed.fire(uris);
  }

  /**
   * Looks again at the cards that are open in tabs: VS Code asks for their marks when it restores a window, before their
   * contacts are read, and keeps the answer.
   */
  refreshTabs(): void {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    this.refresh(
      tabs.flatMap(({ input }) =>
        (input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText) &&
        parseContactUri(input.uri)
          ? [input.uri]
          : [],
      ),
    );
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
