import * as l10n from '@vscode/l10n';
import { mustBeWhole } from '../../core/book/scan/unreadPages.ts';
import { inputFilter } from '../search/inputFilter.ts';
import { withProgressWhenSlow } from '../ui/progress.ts';
import { accountArgument, textArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { pickAccount } from './pickAccount.ts';

/** How many contacts fit a filter, of how many in the account. */
interface FilterResult {
  readonly matching: number;
  readonly count: number;
}

/**
 * Filter Contacts… `({accountId, query})`: shows only the contacts that fit; "" shows all. With a query it waits until the
 * whole list was read, and rejects if a page could not be read; without one it asks for it.
 */
export async function filter(
  services: CommandServices,
  [argument]: readonly unknown[],
): Promise<FilterResult | undefined> {
  const { accounts, clock, view } = services;
  const account = await pickAccount(services, accountArgument(argument));
  const given = textArgument(argument, 'query')?.trim();
  if (given === undefined) {
    const session = await accounts.open(account.id);
    const query = await inputFilter({
      session,
      accountName: account.name,
      query: view.filterOf(account.id),
    });
    if (query === undefined) return undefined;
    await view.filter(account.id, query);
    await view.revealAccount(account.id);
    return undefined;
  }
  const matches = await view.filter(account.id, given);
  if (!matches) return undefined;
  const { search } = (await accounts.open(account.id)).book;
  await withProgressWhenSlow(l10n.t('Reading all contacts'), clock, async (signal) => {
    const isRead = search.isFresh(clock) && search.progress === undefined;
    if (!isRead) mustBeWhole(await matches.readAll(signal));
    await matches.settled();
  });
  return { matching: matches.matchCount.total ?? 0, count: matches.matchCount.count ?? 0 };
}
