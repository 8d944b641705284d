import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { countStates } from '../../core/change/reportedOperation.ts';
import { doneOf, failureCounts } from '../../core/change/reportText.ts';
import { reportTitle } from '../history/operationWords.ts';
import { countText } from './countText.ts';
import type { ReportedOperations, Reports } from './reports.ts';

/**
 * Tells the result of a bulk write: one notification with the counts, from which the report can be opened; only the
 * status bar where all is well and nothing is offered.
 * @param undo takes it back; offered where something was done
 */
export async function showReport(
  { reports }: { readonly reports: Reports },
  operations: ReportedOperations,
  undo?: () => Promise<void>,
): Promise<void> {
  const [first] = operations;
  if (!first) return;
  reports.remember(operations);
  const states = await countStates(operations);
  const { done, all } = doneOf(states);
  const failed = failureCounts(states, vscode.env.language);
  const title = reportTitle(first);
  const counts = l10n.t('{0}: {1} of {2} done', title, countText(done), countText(all));
  const show = l10n.t('Show Report');
  const takeBack = undo && done > 0 ? [l10n.t('Undo')] : [];
  if (failed.length === 0 && takeBack.length === 0) {
    vscode.window.setStatusBarMessage(`$(check) ${counts}`, 8000);
    return;
  }
  const answer =
    failed.length === 0
      ? await vscode.window.showInformationMessage(`${counts}.`, ...takeBack, show)
      : await vscode.window.showWarningMessage(
          `${counts}. ${failed.join(', ')}.`,
          show,
          ...takeBack,
        );
  if (answer === show) await reports.show(operations);
  else if (answer !== undefined) await undo?.();
}
