import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type Report, reportOf } from '../../core/change/report.ts';
import { rowsFile } from '../../core/transfer/failedFile.ts';
import type { ImportPlan } from '../../core/transfer/import/importPlan.ts';
import { fileNameOf } from '../transfer/lookAtFile.ts';
import { changeMany } from './changeMany.ts';
import type { CommandServices } from './commandServices.ts';
import { importNotes, leftOutText } from './importNotes.ts';

/** An import that is planned, and how it is spoken of. */
export interface PlannedImport {
  readonly uri: vscode.Uri;
  readonly plan: ImportPlan;
  /** What is asked before anything is sent, and the button that means yes. */
  readonly question: string;
  readonly button: string;
  /** What is being done, while it is done. */
  readonly title: string;
  /** What is said where there is nothing to send. */
  readonly nothing: string;
  /** What else the user should know, a line each. */
  readonly notes?: readonly string[];
  /** Whether the user has to agree first. */
  readonly asks: boolean;
}

/**
 * Shows what an import will do, carries it out and tells how it went → report, with the rows that cannot be imported.
 * Undefined if the user did not agree.
 */
export async function carryOutImport(
  services: CommandServices,
  planned: PlannedImport,
): Promise<Report | undefined> {
  const { uri, plan, title, nothing, asks, notes = [] } = planned;
  const { changeSet, invalid, unchanged } = plan;
  const name = fileNameOf(uri);
  const showLeftOut = async () => {
    const sources = invalid.map(({ source }) => source);
    await services.leftOut.show(l10n.t('Left out of {0}', name), {
      text: leftOutText(plan, name),
      file: rowsFile(changeSet.file, sources),
      source: uri,
    });
  };
  if (changeSet.items.length === 0) {
    void tellNothing(nothing, invalid.length, showLeftOut);
    return withInvalid(reportOf([]), plan);
  }
  const changes = {
    question: planned.question,
    button: planned.button,
    changeSet,
    unchanged,
    notes: [...notes, ...importNotes(plan, vscode.env.language)],
    ...(invalid.length > 0 && { more: { label: l10n.t('Show Left Out'), show: showLeftOut } }),
  };
  const report = await changeMany(services, changes, { title, nothing, asks });
  return report && withInvalid(report, plan);
}

/** What cannot be imported is refused, too: whoever calls from code has no preview that says so. */
function withInvalid(report: Report, { invalid }: ImportPlan): Report {
  const rows = invalid.map(({ line, id = '', reason }) => ({
    id,
    reason: l10n.t('Line {0}: {1}', line, reason),
  }));
  return { ...report, rejected: [...report.rejected, ...rows] };
}

async function tellNothing(
  nothing: string,
  invalid: number,
  showLeftOut: () => Promise<void>,
): Promise<void> {
  if (invalid === 0) {
    await vscode.window.showInformationMessage(nothing);
    return;
  }
  const show = l10n.t('Show Left Out');
  const words = l10n.t(
    'Nothing was sent: {0} rows of the file cannot be imported.',
    invalid.toLocaleString(vscode.env.language),
  );
  if ((await vscode.window.showWarningMessage(words, show)) === show) await showLeftOut();
}
