import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { countStates } from '../../core/change/reportedOperation.ts';
import { doneOf, failureCounts } from '../../core/change/reportText.ts';
import { reportTitle } from '../history/operationWords.ts';
import { countText } from './countText.ts';
import type { ReportedOperations } from './rememberedReport.ts';
import type { Reports } from './reports.ts';

/**
 * Tells the result of a bulk write: one notification with the counts, from which the report can be opened; only the
 * status bar where all is well and nothing is offered.
 * @param undo takes it back; offered where something was done
 */
export function showReport(
  { reports }: { readonly reports: Reports },
  operations: ReportedOperations,
  undo?: () => Promise<void>,
): Promise<void> {
  const { operations: again } = reports.remember(operations);
  // The notification may stay for long, and holds no contacts.
  const showAll = async () => void (await reports.show(await again()));
  return resultOf(operations).then((result) => tell(result, showAll, undo));
}

interface Result {
  readonly counts: string;
  readonly failed: readonly string[];
  readonly done: number;
}

async function resultOf(operations: ReportedOperations): Promise<Result> {
  const [first] = operations;
  const states = await countStates(operations);
  const { done, all } = doneOf(states);
  const title = first ? reportTitle(first) : '';
  return {
    counts: l10n.t('{0}: {1} of {2} done', title, countText(done), countText(all)),
    failed: failureCounts(states, vscode.env.language),
    done,
  };
}

async function tell(
  { counts, failed, done }: Result,
  showAll: () => Promise<void>,
  undo: (() => Promise<void>) | undefined,
): Promise<void> {
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
  if (answer === show) await showAll();
  else if (answer !== undefined) await undo?.();
}
