import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { mustBeWhole } from '../../core/book/scan/unreadPages.ts';
import type { Clock } from '../../core/ports.ts';
import type { AccountSession } from '../accounts/accountSession.ts';
import { readCountText } from '../tree/readCountText.ts';
import type { Progress } from '../ui/progress.ts';
import { UserError } from '../ui/userError.ts';

/**
 * Reads all contacts of an account, unless that was done lately: the index of its search then holds every one. Rejects
 * with the pages that could not be read, or with words where the list changes faster than it can be read.
 *
 * @param progress is told how far it is
 */
export async function readWholeList(
  { book: { search } }: AccountSession,
  clock: Clock,
  signal: AbortSignal,
  progress?: Progress,
): Promise<void> {
  if (search.isFresh(clock) && search.progress === undefined) return;
  const watch = search.onDidChange(() => {
    const reading = search.progress;
    if (!reading) return;
    const message = readCountText(reading.read, reading.count, vscode.env.language);
    progress?.report({ message });
  });
  const scan = await search.scan(clock, signal).finally(() => watch.dispose());
  mustBeWhole(scan);
  if (!scan.isComplete) {
    throw new UserError(
      l10n.t('Not all contacts could be read, because others go on changing them. Try again.'),
    );
  }
}
