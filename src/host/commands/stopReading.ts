import { accountArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { pickAccount } from './pickAccount.ts';

/** Stop Reading: the list that is read for a filter or for groups. What was read stays. */
export async function stopReading(
  services: CommandServices,
  [argument]: readonly unknown[],
): Promise<void> {
  const { id } = await pickAccount(services, accountArgument(argument));
  services.view.stopReading(id);
}
