import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Report, ReportEntry } from '../../core/change/report.ts';
import type { ReadOnlyTexts } from '../documents/readOnlyTexts.ts';

/**
 * Tells the result of a bulk write: one notification with the counts, and a document with a line for each item.
 * @param undo takes it back; offered where something was done
 */
export async function showReport(
  texts: ReadOnlyTexts,
  title: string,
  report: Report,
  undo?: () => Promise<void>,
): Promise<void> {
  const failed = sections(report).filter(([, items]) => items !== report.done && items.length > 0);
  const total = sections(report).reduce((sum, [, items]) => sum + items.length, 0);
  const counts = l10n.t('{0}: {1} of {2} done', title, report.done.length, total);
  const takeBack = undo && report.done.length > 0 ? [l10n.t('Undo')] : [];
  if (failed.length === 0 && takeBack.length === 0) {
    vscode.window.setStatusBarMessage(`$(check) ${counts}`, 8000);
    return;
  }
  if (failed.length === 0) {
    const answer = await vscode.window.showInformationMessage(`${counts}.`, ...takeBack);
    if (answer !== undefined) await undo?.();
    return;
  }
  const details = failed.map(([name, items]) => `${name}: ${items.length}`).join(', ');
  const show = l10n.t('Show Report');
  const message = `${counts}. ${details}.`;
  const answer = await vscode.window.showWarningMessage(message, show, ...takeBack);
  if (answer !== undefined && answer !== show) await undo?.();
  if (answer !== show) return;
  const uri = texts.put(`${title}.txt`, reportText(title, report));
  await vscode.window.showTextDocument(uri, { preview: false });
}

function sections(report: Report): readonly (readonly [string, readonly ReportEntry[]])[] {
  return [
    [l10n.t('Not sent because changed meanwhile'), report.conflicts],
    [l10n.t('Refused by Wazzup'), report.rejected],
    [l10n.t('Not in the account'), report.notFound],
    [l10n.t('Not confirmed'), report.unknown],
    [l10n.t('Not started'), report.notStarted],
    [l10n.t('Done'), report.done],
  ];
}

function reportText(title: string, report: Report): string {
  const parts = sections(report)
    .filter(([, items]) => items.length > 0)
    .map(([name, items]) =>
      [
        `${name} (${items.length})`,
        ...items.map(({ id, reason }) => (reason ? `  ${id}  ${reason}` : `  ${id}`)),
      ].join('\n'),
    );
  return `${[title, ...parts].join('\n\n')}\n`;
}
