import * as l10n from '@vscode/l10n';
import { type ReadContacts, readContacts } from '../../core/book/readContacts.ts';
import type { LeftOut } from '../../core/change/changeSet.ts';
import { outcomeReason } from '../../core/change/report.ts';
import type { AccountRecord } from '../accounts/accountRecord.ts';
import { countText } from '../ui/countText.ts';
import { withProgress } from '../ui/progress.ts';
import type { CommandServices } from './commandServices.ts';

/** The ids that were not found, as what nothing can be done with: they are not there, or it could not be found out. */
export function leftOutOf(
  ids: readonly string[],
  { found, missing }: Pick<ReadContacts, 'found' | 'missing'>,
): readonly LeftOut[] {
  const absent = new Set(missing);
  return ids
    .filter((id) => !found.has(id))
    .map((id) => {
      const outcome = { kind: absent.has(id) ? 'notFound' : 'notStarted', id } as const;
      return { id, state: outcome.kind, reason: outcomeReason(outcome) };
    });
}

/** Reads what an account holds of these ids right now, with progress and cancel. Rejects as `readContacts` does. */
export async function lookUpContacts(
  { accounts }: CommandServices,
  account: AccountRecord,
  ids: readonly string[],
): Promise<ReadContacts> {
  const { connection, book } = await accounts.open(account.id);
  return await withProgress(
    ids.length === 1
      ? l10n.t('Looking up 1 contact in "{0}"', account.name)
      : l10n.t('Looking up {0} contacts in "{1}"', countText(ids.length), account.name),
    (signal) => readContacts(connection, ids, book.lookHints, { signal }),
  );
}
