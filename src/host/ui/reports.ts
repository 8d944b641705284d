import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { retriableItems } from '../../core/change/planRetry.ts';
import type { ReportedOperation } from '../../core/change/reportedOperation.ts';
import { reportText } from '../../core/change/reportText.ts';
import { quoted } from '../../core/contact/quoted.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { ReadOnlyTexts } from '../documents/readOnlyTexts.ts';
import { reportTitle } from '../history/operationWords.ts';
import { countText } from './countText.ts';

/** What one report tells of; several operations where one command wrote to several accounts. */
export type ReportedOperations = readonly ReportedOperation[];

/** The reports that are open as documents, with what can be done with them at their top. */
export class Reports implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #accounts: Accounts;
  readonly #texts: ReadOnlyTexts;
  readonly #open = new Map<string, ReportedOperations>();
  readonly #registrations: vscode.Disposable;
  #last: ReportedOperations | undefined;

  constructor(accounts: Accounts, texts: ReadOnlyTexts) {
    this.#accounts = accounts;
    this.#texts = texts;
    this.#registrations = vscode.Disposable.from(
      vscode.languages.registerCodeLensProvider({ scheme: texts.scheme }, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (this.#open.delete(uri.toString())) void this.#tellMenus();
      }),
    );
  }

  /** What the last bulk write of this window came to. */
  get last(): ReportedOperations | undefined {
    return this.#last;
  }

  /** Takes note of a bulk write that has just ended. */
  remember(operations: ReportedOperations): void {
    this.#last = operations;
  }

  /** What the report at this address tells of; undefined if none is open there. */
  find(uri: vscode.Uri): ReportedOperations | undefined {
    return this.#open.get(uri.toString());
  }

  /** Shows the report as a document; one that is open already comes to the front. */
  async show(operations: ReportedOperations): Promise<vscode.Uri> {
    const [first] = operations;
    const name = l10n.t('Report – {0}', first ? reportTitle(first) : '');
    const text = this.#textOf(operations);
    const uri = this.#shown(operations, text) ?? this.#texts.put(`${name}.txt`, text);
    this.#open.set(uri.toString(), operations);
    await this.#tellMenus();
    await vscode.window.showTextDocument(uri, { preview: false });
    return uri;
  }

  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    const operations = this.find(uri);
    if (!operations) return [];
    const top = new vscode.Range(0, 0, 0, 0);
    // As a menu does: what fails is shown.
    const args = [uri, [uri]];
    const count = operations.reduce((sum, one) => sum + retriableItems(one).length, 0);
    const retry = {
      title: `$(debug-rerun) ${l10n.t('Retry Failed ({0})', countText(count))}`,
      command: 'wazzup.retryFailed',
      arguments: args,
    };
    const save = {
      title: `$(save-as) ${l10n.t('Save Failed as File…')}`,
      command: 'wazzup.saveFailed',
      arguments: args,
    };
    return [...(count > 0 ? [retry] : []), ...(hasFailed(operations) ? [save] : [])].map(
      (command) => new vscode.CodeLens(top, command),
    );
  }

  dispose(): void {
    this.#registrations.dispose();
  }

  #shown(operations: ReportedOperations, text: string): vscode.Uri | undefined {
    const idsOf = (all: ReportedOperations) =>
      all.map(({ operationId = '' }) => operationId).join();
    const ids = idsOf(operations);
    return [...this.#open]
      .filter(([, others]) => others === operations || (ids !== '' && idsOf(others) === ids))
      .map(([address]) => vscode.Uri.parse(address))
      .find((uri) => this.#texts.provideTextDocumentContent(uri) === text);
  }

  #textOf(operations: ReportedOperations): string {
    const nameOf = ({ accountId }: ReportedOperation) =>
      this.#accounts.find(accountId)?.name ?? accountId;
    const [first] = operations;
    const names = operations.map((one) => quoted(nameOf(one))).join(', ');
    const lines = first
      ? [
          `${reportTitle(first)}: ${names}`,
          ...(first.file ? [vscode.Uri.parse(first.file.uri).path] : []),
          new Date(first.time).toLocaleString(vscode.env.language, {
            dateStyle: 'medium',
            timeStyle: 'short',
          }),
        ]
      : [];
    return reportText(operations, { lines, accountName: nameOf, language: vscode.env.language });
  }

  async #tellMenus(): Promise<void> {
    const which = (suits: (operations: ReportedOperations) => boolean) =>
      [...this.#open].flatMap(([uri, operations]) => (suits(operations) ? [uri] : []));
    const retriable = which((all) => all.some((one) => retriableItems(one).length > 0));
    await vscode.commands.executeCommand('setContext', 'wazzup.retriableReports', retriable);
    await vscode.commands.executeCommand('setContext', 'wazzup.failedReports', which(hasFailed));
  }
}

function hasFailed(operations: ReportedOperations): boolean {
  return operations.some(({ items }) => items.some(({ state }) => state !== 'done'));
}
