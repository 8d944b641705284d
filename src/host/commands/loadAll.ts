import { accountArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { pickAccount } from './pickAccount.ts';

/** Load All Contacts `({accountId})`, with progress and cancel. */
export async function loadAll(
  services: CommandServices,
  [argument]: readonly unknown[],
): Promise<unknown> {
  const named = accountArgument(argument);
  const account = await pickAccount(services, named);
  return await services.view.loadAll(account.id);
}
