import * as l10n from '@vscode/l10n';
import { mustBeWhole } from '../../core/book/scan/unreadPages.ts';
import type { Clock } from '../../core/ports.ts';
import type { AccountSession } from '../accounts/accountSession.ts';
import { UserError } from '../ui/userError.ts';

/**
 * Reads all contacts of an account, unless that was done lately: the index of its search then holds every one. Rejects
 * with the pages that could not be read, or with words where the list changes faster than it can be read.
 */
export async function readWholeList(
  { book: { search } }: AccountSession,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  if (search.isFresh(clock) && search.progress === undefined) return;
  const scan = await search.scan(clock, signal);
  mustBeWhole(scan);
  if (!scan.isComplete) {
    throw new UserError(
      l10n.t('Not all contacts could be read, because others go on changing them. Try again.'),
    );
  }
}
