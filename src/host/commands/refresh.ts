import { accountArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';

/** Refresh `({accountId})`: reads again what the tree shows, of one account or of all. */
export async function refresh(
  { view }: CommandServices,
  [argument]: readonly unknown[],
): Promise<void> {
  await view.refresh(accountArgument(argument));
}
