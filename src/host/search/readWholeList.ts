import * as l10n from '@vscode/l10n';
import type { Clock } from '../../core/ports.ts';
import type { AccountSession } from '../accounts/accountSession.ts';
import { UserError } from '../ui/userError.ts';

/**
 * Reads all contacts of an account, unless that was done lately: the index of its search then holds every one. Rejects
 * with the ApiError of a page that failed, or with words where the list changes faster than it can be read.
 */
export async function readWholeList(
  { book: { search } }: AccountSession,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  if (search.isFresh(clock) && search.progress === undefined) return;
  const { failed, isComplete } = await search.scan(clock, signal);
  const [first] = failed;
  if (first) throw first.error;
  if (!isComplete) {
    throw new UserError(
      l10n.t('Not all contacts could be read, because others go on changing them. Try again.'),
    );
  }
}
