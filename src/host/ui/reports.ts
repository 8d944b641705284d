import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { TimeSlices } from '../../core/book/timeSlices.ts';
import { isRetriable } from '../../core/change/planRetry.ts';
import type { ReportedOperation } from '../../core/change/reportedOperation.ts';
import { reportText } from '../../core/change/reportText.ts';
import { quoted } from '../../core/contact/quoted.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { ReadOnlyTexts } from '../documents/readOnlyTexts.ts';
import type { History } from '../history/history.ts';
import { reportTitle } from '../history/operationWords.ts';
import { countText } from './countText.ts';
import {
  type RememberedReport,
  type ReportedOperations,
  rememberReport,
} from './rememberedReport.ts';

/** How many contacts of a report were not done, and how many of these can be tried again. */
interface FailedCounts {
  readonly failed: number;
  readonly retriable: number;
}

interface OpenReport extends FailedCounts {
  readonly operations: ReportedOperations;
}

/** The reports that are open as documents, with what can be done with them at their top. */
export class Reports implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #accounts: Accounts;
  readonly #texts: ReadOnlyTexts;
  readonly #open = new Map<string, OpenReport>();
  readonly #registrations: vscode.Disposable;
  readonly #history: History;
  #last: RememberedReport | undefined;

  constructor(accounts: Accounts, history: History, texts: ReadOnlyTexts) {
    this.#accounts = accounts;
    this.#history = history;
    this.#texts = texts;
    this.#registrations = vscode.Disposable.from(
      vscode.languages.registerCodeLensProvider({ scheme: texts.scheme }, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (this.#open.delete(uri.toString())) void this.#tellMenus();
      }),
    );
  }

  /** What the last bulk write of this window came to. */
  get last(): RememberedReport | undefined {
    return this.#last;
  }

  /** Takes note of a bulk write that has just ended. */
  remember(operations: ReportedOperations): RememberedReport {
    this.#last = rememberReport(operations, this.#history);
    return this.#last;
  }

  /** What the report at this address tells of; undefined if none is open there. */
  find(uri: vscode.Uri): ReportedOperations | undefined {
    return this.#open.get(uri.toString())?.operations;
  }

  /** Shows the report as a document; one that is open already comes to the front. */
  async show(operations: ReportedOperations): Promise<vscode.Uri> {
    const [first] = operations;
    const name = l10n.t('Report – {0}', first ? reportTitle(first) : '');
    const text = await this.#textOf(operations);
    const report = { operations, ...(await countFailed(operations)) };
    const uri = this.#shown(operations, text) ?? this.#texts.put(`${name}.txt`, text);
    this.#open.set(uri.toString(), report);
    await this.#tellMenus();
    await vscode.window.showTextDocument(uri, { preview: false });
    return uri;
  }

  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    const report = this.#open.get(uri.toString());
    if (!report) return [];
    const top = new vscode.Range(0, 0, 0, 0);
    // As a menu does: what fails is shown.
    const args = [uri, [uri]];
    const retry = {
      title: `$(debug-rerun) ${l10n.t('Retry Failed ({0})', countText(report.retriable))}`,
      command: 'wazzup.retryFailed',
      arguments: args,
    };
    const save = {
      title: `$(save-as) ${l10n.t('Save Failed as File…')}`,
      command: 'wazzup.saveFailed',
      arguments: args,
    };
    return [...(report.retriable > 0 ? [retry] : []), ...(report.failed > 0 ? [save] : [])].map(
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
    const isSame = (others: ReportedOperations) => ids !== '' && idsOf(others) === ids;
    return [...this.#open]
      .filter(([, { operations: others }]) => others === operations || isSame(others))
      .map(([address]) => vscode.Uri.parse(address))
      .find((uri) => this.#texts.provideTextDocumentContent(uri) === text);
  }

  async #textOf(operations: ReportedOperations): Promise<string> {
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
    return await reportText(operations, {
      lines,
      accountName: nameOf,
      language: vscode.env.language,
    });
  }

  async #tellMenus(): Promise<void> {
    const which = (suits: (report: OpenReport) => boolean) =>
      [...this.#open].flatMap(([uri, report]) => (suits(report) ? [uri] : []));
    const retriable = which((report) => report.retriable > 0);
    const failed = which((report) => report.failed > 0);
    await vscode.commands.executeCommand('setContext', 'wazzup.retriableReports', retriable);
    await vscode.commands.executeCommand('setContext', 'wazzup.failedReports', failed);
  }
}

async function countFailed(operations: ReportedOperations): Promise<FailedCounts> {
  const slices = new TimeSlices();
  let [failed, retriable] = [0, 0];
  for (const operation of operations) {
    for (const item of operation.items) {
      await slices.next();
      if (item.state !== 'done') failed += 1;
      if (isRetriable(item, operation)) retriable += 1;
    }
  }
  return { failed, retriable };
}
