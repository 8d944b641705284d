import * as l10n from '@vscode/l10n';
import { UserError } from '../ui/userError.ts';
import { accountArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';

/** Select All That Match: the row that stands for all contacts that fit the filter, shown or not. */
export async function selectMatching(
  { view }: CommandServices,
  [argument]: readonly unknown[],
): Promise<void> {
  const filtered = view.filteredAccounts();
  const named = accountArgument(argument) ?? view.focusedAccount();
  const accountId = named !== undefined && filtered.includes(named) ? named : filtered[0];
  if (accountId === undefined) {
    throw new UserError(l10n.t('The contacts of this account are not filtered.'));
  }
  await view.selectMatching(accountId);
}
