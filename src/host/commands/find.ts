import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { PersonNames } from '../../core/book/search/personNames.ts';
import { readQuery } from '../../core/book/search/searchQuery.ts';
import type { Contact } from '../../core/contact/contact.ts';
import { contactUri } from '../documents/contactUri.ts';
import { findContact } from '../search/findContact.ts';
import { readWholeList } from '../search/readWholeList.ts';
import { withProgressWhenSlow } from '../ui/progress.ts';
import { contactFormViewType } from '../viewIds.ts';
import { accountArgument, textArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { pickAccount } from './pickAccount.ts';

/**
 * Find Contact… `({accountId, query})`. With a query: reads the whole list if that was not done, and returns the contacts
 * that fit, best first; rejects if a page could not be read. Without one it lets the user find one and opens it.
 */
export async function find(
  services: CommandServices,
  [argument]: readonly unknown[],
): Promise<readonly Contact[] | undefined> {
  const { accounts, clock, logger } = services;
  const account = await pickAccount(services, accountArgument(argument));
  const query = textArgument(argument, 'query');
  const session = await accounts.open(account.id);
  const { search } = session.book;
  if (query !== undefined) {
    return await withProgressWhenSlow(l10n.t('Reading all contacts'), clock, async (signal) => {
      if (!search.isComplete) await readWholeList(session, clock, signal);
      const people = new PersonNames(await session.users.users({ signal }));
      const terms = readQuery(query);
      if (terms.length === 0) return [];
      return await search.contacts(terms, { signal, people });
    });
  }
  const choice = await findContact({
    session,
    accountName: account.name,
    query: '',
    clock,
    logger,
  });
  if (!choice) return undefined;
  const uri = contactUri(account.id, choice.contact.id);
  if (choice.command === 'open') {
    await vscode.commands.executeCommand('vscode.openWith', uri, contactFormViewType);
  } else await vscode.commands.executeCommand(choice.command, uri);
  return [choice.contact];
}
