import * as l10n from '@vscode/l10n';
import type { AccountId } from '../../core/accountId.ts';
import type { AccountRecord } from '../accounts/accountRecord.ts';
import { UserError } from '../ui/userError.ts';
import type { CommandServices } from './commandServices.ts';
import { pickAccount } from './pickAccount.ts';

/** As `pickAccount`, for commands that write: asks for accounts that take changes only, and rejects a read-only one. */
export async function pickWritableAccount(
  services: CommandServices,
  named: AccountId | undefined,
): Promise<AccountRecord> {
  const account = await pickAccount(services, named, {
    suits: ({ isReadOnly }) => !isReadOnly,
    noneSuits: ([first, ...others]) =>
      first && others.length === 0
        ? readOnlyWords(first)
        : l10n.t('All accounts are read-only here.'),
  });
  mustBeWritable(services, account.id);
  return account;
}

/** Rejects with words what would write to a read-only account: at the start, before any question. */
export function mustBeWritable({ accounts }: CommandServices, accountId: AccountId): void {
  const account = accounts.find(accountId);
  // Where another window has made it so, this one shows it now.
  accounts.lookForChanges();
  if (account?.isReadOnly) throw new UserError(readOnlyWords(account));
}

function readOnlyWords({ name }: AccountRecord): string {
  return l10n.t(
    '"{0}" is read-only here: nothing was done. "Allow Changes…" in its menu in the Contacts view ends that.',
    name,
  );
}
