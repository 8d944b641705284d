import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { shownText } from '../../core/contact/shownText.ts';
import { numberText } from '../../core/numberText.ts';
import type { Corrections } from '../../core/transfer/compare/correctedFile.ts';
import type { ComparedEntry } from '../comparison/comparedEntry.ts';
import { ComparisonNode } from '../comparison/comparisonNode.ts';
import type { OpenComparison } from '../comparison/openComparison.ts';
import { contactScheme } from '../documents/contactUri.ts';
import { fileNameOf } from '../transfer/lookAtFile.ts';
import { writeWholeFile } from '../transfer/writeWholeFile.ts';
import { askModal } from '../ui/askModal.ts';
import { withProgressWhenSlow } from '../ui/progress.ts';
import { UserError } from '../ui/userError.ts';
import { flagArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { type ChosenEntries, comparedEntries, idsOnlyInWazzup } from './comparedEntries.ts';
import { exportTargetArgument } from './exportQuestions.ts';

/** What was written. */
interface CorrectedFile {
  readonly uri: vscode.Uri;
  /** How many rows got what Wazzup holds, came from Wazzup, and were left out. */
  readonly corrected: number;
  readonly added: number;
  readonly leftOut: number;
  /** The ids of contacts of which the file cannot hold all. */
  readonly reduced: readonly string[];
}

/**
 * Take Over into File… `({ids?, uri?, leaveOut?})` → what was written: a copy of the file in which the rows that differ
 * have what Wazzup holds, contacts that are only in Wazzup come at the end, and rows that are only in the file are left
 * out if that is wanted; of what is selected in the Comparison view, or of all. The file itself is written to only if the
 * user says so.
 */
export async function takeOverIntoFile(
  services: CommandServices,
  args: readonly unknown[],
): Promise<CorrectedFile | undefined> {
  const chosen = comparedEntries(services, args);
  const options = args[0] instanceof ComparisonNode ? undefined : args[0];
  const leavesOut = flagArgument(options, 'leaveOut') ?? (await asksToLeaveOut(chosen));
  const corrections = correctionsOf(chosen.entries, leavesOut);
  if (corrections.rows.size + corrections.leftOut.size + corrections.added.length === 0) {
    void vscode.window.showInformationMessage(
      l10n.t('Nothing was written: Wazzup says nothing else about what is selected.'),
    );
    return undefined;
  }
  const { comparison } = chosen;
  const target = exportTargetArgument(options) ?? (await pickTarget(comparison));
  if (target.scheme === contactScheme) {
    throw new UserError(l10n.t('This is a contact in Wazzup: choose a file on disk.'));
  }
  if (!(await mayOverwrite(comparison, target))) return undefined;
  const reduced = await write(services, comparison, corrections, target);
  const written: CorrectedFile = {
    uri: target,
    corrected: corrections.rows.size,
    added: corrections.added.length,
    leftOut: corrections.leftOut.size,
    reduced,
  };
  void tell(comparison, written);
  return written;
}

function correctionsOf(entries: readonly ComparedEntry[], leavesOut: boolean): Corrections {
  return {
    rows: new Map(
      entries.flatMap((entry) =>
        entry.kind === 'different' ? [[entry.place, entry.id] as const] : [],
      ),
    ),
    leftOut: new Set(
      entries.flatMap((entry) => (leavesOut && entry.kind === 'onlyInFile' ? [entry.place] : [])),
    ),
    added: idsOnlyInWazzup(entries),
  };
}

/** Whoever selects nothing but rows that are only in the file can mean one thing only. */
async function asksToLeaveOut({ entries, isAll, isFromCode }: ChosenEntries): Promise<boolean> {
  const count = entries.filter(({ kind }) => kind === 'onlyInFile').length;
  if (count === 0 || isFromCode) return false;
  if (!isAll && count === entries.length) return true;
  const answer = await askModal(
    count === 1
      ? l10n.t('Leave out 1 contact that is only in the file?')
      : l10n.t(
          'Leave out {0} contacts that are only in the file?',
          numberText(count, vscode.env.language),
        ),
    l10n.t('The file itself stays as it is: a copy is written.'),
    [
      [l10n.t('Leave Out'), true],
      [l10n.t('Keep'), false],
    ],
  );
  if (answer === undefined) throw new vscode.CancellationError();
  return answer;
}

/** `clients.csv` → `clients.corrected.csv`, beside it. */
async function pickTarget({ parts }: OpenComparison): Promise<vscode.Uri> {
  const [, stem = '', end = ''] =
    /^(.*?)(\.contacts?\.json|\.contacts\.ndjson|\.[^.]*)?$/is.exec(fileNameOf(parts.uri)) ?? [];
  const picked = await vscode.window.showSaveDialog({
    title: l10n.t('Take Over into File'),
    defaultUri: vscode.Uri.joinPath(parts.uri, '..', `${stem}.corrected${end}`),
  });
  if (!picked) throw new vscode.CancellationError();
  return picked;
}

async function mayOverwrite({ parts }: OpenComparison, target: vscode.Uri): Promise<boolean> {
  if (target.toString() !== parts.uri.toString()) return true;
  const answer = await askModal(
    l10n.t('Overwrite "{0}", which was compared?', fileNameOf(target)),
    l10n.t('Nothing of how it was before is kept.'),
    [[l10n.t('Overwrite'), true]],
  );
  return answer ?? false;
}

async function write(
  { clock }: CommandServices,
  { parts }: OpenComparison,
  corrections: Corrections,
  target: vscode.Uri,
): Promise<readonly string[]> {
  const title = l10n.t('Writing "{0}"', fileNameOf(target));
  return await withProgressWhenSlow(title, clock, async (signal) => {
    const { correctedPieces } = await import('../../core/transfer/compare/correctedFile.ts');
    const reduced: string[] = [];
    const { index } = parts.session.book.search;
    const pieces = correctedPieces(parts.file, corrections, index, (id) => reduced.push(id));
    try {
      await writeWholeFile(target, pieces, signal);
    } catch (error) {
      signal.throwIfAborted();
      throw new UserError(l10n.t('The file could not be written: {0}', target.fsPath), {
        cause: error,
      });
    }
    return reduced;
  });
}

async function tell({ parts }: OpenComparison, written: CorrectedFile): Promise<void> {
  const { uri, corrected, added, leftOut, reduced } = written;
  const text = (count: number) => numberText(count, vscode.env.language);
  const words = [
    l10n.t(
      '"{0}" was written: {1} corrected, {2} added, {3} left out.',
      fileNameOf(uri),
      text(corrected),
      text(added),
      text(leftOut),
    ),
    ...(parts.file.shape.encoding === 'utf-8' ? [] : [l10n.t('It is in UTF-8.')]),
    ...(reduced.length > 0
      ? [
          l10n.t(
            'It has no place for all that Wazzup holds of {0} of them ({1}).',
            text(reduced.length),
            shownList(reduced),
          ),
        ]
      : []),
  ].join(' ');
  const open = l10n.t('Open File');
  const answer =
    reduced.length > 0
      ? await vscode.window.showWarningMessage(words, open)
      : await vscode.window.showInformationMessage(words, open);
  if (answer === open) await vscode.commands.executeCommand('vscode.open', uri);
}

function shownList(ids: readonly string[]): string {
  const named = ids.slice(0, 3).map((id) => shownText(id));
  return ids.length > named.length ? `${named.join(', ')}, …` : named.join(', ');
}
