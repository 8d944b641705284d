import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { LeftOut } from '../../core/change/changeSet.ts';
import { type Contact, isObject } from '../../core/contact/contact.ts';
import type { AccountRecord } from '../accounts/accountRecord.ts';
import { TreeNode } from '../tree/treeNode.ts';
import { UserError } from '../ui/userError.ts';
import { accountArgument, textsArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { leftOutOf, lookUpContacts } from './lookUpContacts.ts';
import { storedContacts } from './targets.ts';
import { mustBeWritable, pickWritableAccount } from './writableAccount.ts';

/** Contacts of one account that a command shall change. */
export interface ChosenContacts {
  readonly account: AccountRecord;
  /** As they were read. */
  readonly contacts: readonly Contact[];
  /** Ids that Wazzup does not have. */
  readonly leftOut: readonly LeftOut[];
}

/**
 * The contacts that a command for many shall change: `{accountId, ids}` from code, else what is selected in the tree, all
 * of a filter or a group included, or the card in the active editor. Rejects for a read-only account.
 */
export async function chosenContacts(
  services: CommandServices,
  args: readonly unknown[],
): Promise<ChosenContacts> {
  const [argument] = args;
  const ids = textsArgument(argument, 'ids');
  if (ids) return await contactsOfIds(services, argument, ids);
  // Options without ids, as a key may have them, are about what is selected.
  const isOptions =
    isObject(argument) && !(argument instanceof TreeNode) && !(argument instanceof vscode.Uri);
  const chosen = await selectedContacts(services, isOptions ? [] : args);
  const named = accountArgument(argument) ?? chosen.account.id;
  if (named !== chosen.account.id) throw new UserError(oneAccountWords());
  return chosen;
}

async function selectedContacts(
  services: CommandServices,
  args: readonly unknown[],
): Promise<ChosenContacts> {
  const targets = await storedContacts(services, args);
  const [first] = targets;
  const account = first && services.accounts.find(first.accountId);
  if (!account || targets.some(({ accountId }) => accountId !== account.id)) {
    throw new UserError(oneAccountWords());
  }
  mustBeWritable(services, account.id);
  return { account, contacts: targets.map(({ contact }) => contact), leftOut: [] };
}

function oneAccountWords(): string {
  return l10n.t('Change the contacts of one account at a time.');
}

/** What was read already is not read again: the guard looks at it in any case. */
async function contactsOfIds(
  services: CommandServices,
  argument: unknown,
  ids: readonly string[],
): Promise<ChosenContacts> {
  const account = await pickWritableAccount(services, accountArgument(argument));
  const { book } = await services.accounts.open(account.id);
  const known = (id: string) => book.contact(id) ?? book.search.index.contact(id);
  const wanted = [...new Set(ids)];
  const unknown = wanted.filter((id) => !known(id));
  const read =
    unknown.length > 0
      ? await lookUpContacts(services, account, unknown)
      : { found: new Map<string, Contact>(), missing: [] };
  const contacts = wanted.flatMap((id) => read.found.get(id) ?? known(id) ?? []);
  return { account, contacts, leftOut: leftOutOf(unknown, read) };
}
