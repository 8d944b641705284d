import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { PackedRows } from '../../core/transfer/compare/packedRows.ts';
import type { ImportMatch } from '../../core/transfer/import/importPlan.ts';
import { isContactContent } from '../../core/transfer/import/importRow.ts';
import type { TableReading } from '../../core/transfer/import/rowDraft.ts';
import { rowProblemWords } from '../../core/transfer/import/rowProblemWords.ts';
import type { AccountRecord } from '../accounts/accountRecord.ts';
import { OpenComparison } from '../comparison/openComparison.ts';
import { readWholeList } from '../search/readWholeList.ts';
import {
  type FileLook,
  fileNameOf,
  openFile,
  readableError,
  sentFileOf,
} from '../transfer/lookAtFile.ts';
import { withProgress } from '../ui/progress.ts';
import { UserError } from '../ui/userError.ts';
import type { CommandServices } from './commandServices.ts';

/** What is compared with what, and how the file is understood. */
export interface ComparisonWish extends Pick<TableReading, 'columns' | 'fields'> {
  readonly account: AccountRecord;
  readonly uri: vscode.Uri;
  readonly look: FileLook;
  readonly match: ImportMatch;
}

/**
 * Reads the whole list of the account, unless that was done lately, and the whole file, and compares them. Rejects with
 * words, or with the pages that could not be read, unless both were read to the end.
 */
export async function readComparison(
  { accounts, clock, logger, settings }: CommandServices,
  { account, uri, look, columns, fields, match }: ComparisonWish,
): Promise<OpenComparison> {
  const session = await accounts.open(account.id);
  const title = l10n.t('Comparing "{0}" with "{1}"', fileNameOf(uri), account.name);
  return await withProgress(title, async (signal, progress) => {
    const users = await session.users.users({ signal });
    await readWholeList(session, clock, signal, progress);
    progress.report({ message: l10n.t('reading the file') });
    const reading = { columns, fields, users, country: settings.defaultCountry };
    const rows = await readRows(uri, reading, signal);
    const file = { shape: look.shape, reading, rows };
    const sentFile = sentFileOf(uri, look);
    const comparison = await OpenComparison.start(
      { account, session, uri, file, sentFile, match, clock, logger },
      signal,
    );
    const { onlyInFile, onlyInWazzup, different, same, notCompared } = comparison.result;
    logger.info('File compared', {
      account: account.id,
      onlyInFile: onlyInFile.length,
      onlyInWazzup: onlyInWazzup.length,
      different: different.length,
      same: same.length,
      notCompared: notCompared.length,
    });
    return comparison;
  });
}

/** Whoever took a file for whole that is not would take contacts for missing in it. */
async function readRows(
  uri: vscode.Uri,
  reading: TableReading,
  signal: AbortSignal,
): Promise<PackedRows> {
  const { importRows } = await import('../../core/transfer/import/importRows.ts');
  try {
    const source = importRows(await openFile(uri, signal), reading);
    const { rows, cutAt } = await PackedRows.of(source, signal);
    if (cutAt && !isContactContent(cutAt.content)) {
      throw new UserError(
        l10n.t(
          'Nothing was compared: the file cannot be read to its end. Line {0}: {1}',
          cutAt.line,
          rowProblemWords(cutAt.content),
        ),
      );
    }
    if (rows.length === 0) {
      throw new UserError(l10n.t('Nothing was compared: there are no contacts in the file.'));
    }
    return rows;
  } catch (error) {
    signal.throwIfAborted();
    throw readableError(error, uri);
  }
}
