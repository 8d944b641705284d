import { accountArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';

/** Clear Filter `({accountId})`: of the named account, or of all. */
export async function clearFilter(
  { view }: CommandServices,
  [argument]: readonly unknown[],
): Promise<void> {
  const named = accountArgument(argument);
  for (const accountId of named ? [named] : view.filteredAccounts()) {
    await view.filter(accountId, '');
  }
}
