import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import type { Contact } from '../../core/contact/contact.ts';
import { parseContactUri } from '../documents/contactUri.ts';
import { tabUri } from '../ui/tabUri.ts';
import type { CardChecks } from './cardChecks.ts';
import { isRowUri } from './contactNode.ts';
import { problemCount } from './contactRow.ts';
import type { TreeAccount } from './treeAccounts.ts';

/** Where the marks learn what they say. */
interface MarkSource {
  account(accountId: AccountId): TreeAccount | undefined;
  /** A contact that was read. */
  contact(accountId: AccountId, id: string): Contact | undefined;
  readonly checks: CardChecks;
}

/**
 * Marks cards that the API would refuse, in the tree and on their tabs, with a sign and words. Tabs say also which
 * account a card is of, in its colour and in words: there the rows of the tree have their account above them.
 */
export class CardMarks implements vscode.FileDecorationProvider, vscode.Disposable {
  readonly #source: MarkSource;
  readonly #changed = new vscode.EventEmitter<vscode.Uri[]>();

  readonly onDidChangeFileDecorations = this.#changed.event;

  constructor(source: MarkSource) {
    this.#source = source;
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    const address = parseContactUri(uri);
    if (!address) return undefined;
    const contact = this.#source.contact(address.accountId, address.id);
    const errors = contact ? this.#source.checks.errorsOf(contact) : 0;
    const account = isRowUri(uri) ? undefined : this.#source.account(address.accountId);
    const words = [
      ...(account ? [account.name] : []),
      ...(account?.isReadOnly ? [l10n.t('read-only')] : []),
      ...(errors > 0 ? [problemCount(errors)] : []),
    ];
    if (words.length === 0) return undefined;
    const color = account?.themeColor ?? (errors > 0 ? 'list.warningForeground' : undefined);
    return new vscode.FileDecoration(
      errors > 0 ? '!' : undefined,
      words.join(' · '),
      color === undefined ? undefined : new vscode.ThemeColor(color),
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
      tabs.flatMap((tab) => {
        const uri = tabUri(tab);
        return uri && parseContactUri(uri) ? [uri] : [];
      }),
    );
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
