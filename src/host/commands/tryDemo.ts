import type { AccountId } from '../../core/accountId.ts';
import type { CommandServices } from './commandServices.ts';

/** Try the Demo Account → account id. */
export async function tryDemo({ accounts, view }: CommandServices): Promise<AccountId> {
  const accountId = await accounts.tryDemo();
  await view.revealAccount(accountId);
  return accountId;
}
