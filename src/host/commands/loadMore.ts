import { ApiError } from '../../core/api/apiError.ts';
import { accountArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { pickAccount } from './pickAccount.ts';

/** Load Next 100: of the clicked gap, or of the last one. */
export async function loadMore(
  services: CommandServices,
  [argument]: readonly unknown[],
): Promise<void> {
  if (services.view.isGap(argument)) {
    await services.view.loadMore(argument).catch((error: unknown) => {
      // The row says itself why its page could not be read.
      if (!(error instanceof ApiError)) throw error;
    });
    return;
  }
  const named = accountArgument(argument);
  await services.view.loadMore((await pickAccount(services, named)).id);
}
