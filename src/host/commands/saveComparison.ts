import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { OpenComparison } from '../comparison/openComparison.ts';
import { contactScheme } from '../documents/contactUri.ts';
import { fileNameOf } from '../transfer/lookAtFile.ts';
import { writeWholeFile } from '../transfer/writeWholeFile.ts';
import { withProgressWhenSlow } from '../ui/progress.ts';
import { UserError } from '../ui/userError.ts';
import type { CommandServices } from './commandServices.ts';
import { nothingComparedWords } from './compareFile.ts';
import { exportTargetArgument, localSeparator } from './exportQuestions.ts';

/** Save Report… `({uri}?)` → the file's address: every difference as a line, as Markdown (`.md`) or as a table (CSV). */
export async function saveComparison(
  { comparison: view, clock }: CommandServices,
  [argument]: readonly unknown[],
): Promise<vscode.Uri> {
  const { current: comparison } = view;
  if (!comparison) throw new UserError(nothingComparedWords());
  const given = exportTargetArgument(argument);
  const target = given ?? (await pickTarget(comparison));
  if (target.scheme === contactScheme) {
    throw new UserError(l10n.t('This is a contact in Wazzup: choose a file on disk.'));
  }
  const title = l10n.t('Writing "{0}"', fileNameOf(target));
  await withProgressWhenSlow(title, clock, async (signal) => {
    const pieces = await piecesFor(comparison, target);
    try {
      await writeWholeFile(target, pieces, signal);
    } catch (error) {
      signal.throwIfAborted();
      throw new UserError(l10n.t('The file could not be written: {0}', target.fsPath), {
        cause: error,
      });
    }
  });
  if (!given) await vscode.commands.executeCommand('vscode.open', target);
  return target;
}

async function piecesFor(
  { result, parts }: OpenComparison,
  target: vscode.Uri,
): Promise<Iterable<string>> {
  const { csvReport, markdownReport } = await import('../../core/transfer/compare/reportPieces.ts');
  const reported = {
    comparison: result,
    rows: parts.file.rows,
    index: parts.session.book.search.index,
    fileName: fileNameOf(parts.uri),
    accountName: parts.account.name,
  };
  if (/\.md$/i.test(target.path)) return markdownReport(reported);
  return csvReport(reported, /\.tsv$/i.test(target.path) ? '\t' : localSeparator());
}

async function pickTarget({ parts }: OpenComparison): Promise<vscode.Uri> {
  const stem = fileNameOf(parts.uri).replace(/\.[^.]*$/, '');
  const picked = await vscode.window.showSaveDialog({
    title: l10n.t('Save Report'),
    defaultUri: vscode.Uri.joinPath(parts.uri, '..', `${stem}.comparison.csv`),
    filters: { CSV: ['csv', 'tsv'], Markdown: ['md'] },
  });
  if (!picked) throw new vscode.CancellationError();
  return picked;
}
