import * as l10n from '@vscode/l10n';
import type { AccountId } from '../../core/accountId.ts';
import type { LeftOut } from '../../core/change/changeSet.ts';
import { deletedContacts, planRestore } from '../../core/change/planUndo.ts';
import { type Report, reportOf } from '../../core/change/report.ts';
import type { Contact } from '../../core/contact/contact.ts';
import { contactTitle } from '../../core/contact/describeContact.ts';
import { OperationItemNode } from '../history/historyNode.ts';
import { countText } from '../ui/countText.ts';
import { UserError } from '../ui/userError.ts';
import { applyUndo } from './applyUndo.ts';
import { accountArgument, textsArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { mustBeWritable, pickWritableAccount } from './writableAccount.ts';

/** Restore `({accountId, ids})`, or rows of the History view: creates deleted contacts again, same id → report. */
export async function restore(
  services: CommandServices,
  args: readonly unknown[],
): Promise<Report | undefined> {
  const [argument, nodes] = args;
  const rows = services.historyView
    .chosen(argument, nodes)
    .filter((row) => row instanceof OperationItemNode);
  if (argument instanceof OperationItemNode || (argument === undefined && rows.length > 0)) {
    return await restoreRows(services, rows);
  }
  const ids = textsArgument(argument, 'ids');
  if (!ids) throw new UserError(l10n.t('Select deleted contacts in the History view first.'));
  const account = await pickWritableAccount(services, accountArgument(argument));
  if (ids.length === 0) return reportOf([]);
  const operations = (await services.history.summaries(account.id)).toReversed();
  const deleted = await deletedContacts(services.history.records(operations));
  const found = [...new Set(ids)].flatMap((id) => deleted.get(id) ?? []);
  const missing = [...new Set(ids)].filter((id) => !deleted.has(id));
  const leftOut = missing.map(notKept);
  return found.length > 0
    ? await restoreContacts(services, account.id, found, { leftOut, isFromCode: true })
    : { ...reportOf([]), notFound: leftOut.map(({ id, reason }) => ({ id, reason })) };
}

async function restoreRows(
  services: CommandServices,
  rows: readonly OperationItemNode[],
): Promise<Report | undefined> {
  const [first] = rows;
  const contacts = rows.flatMap(({ accountId, change }) =>
    accountId === first?.accountId && change.before && !change.after ? [change.before] : [],
  );
  if (!first || contacts.length === 0) {
    throw new UserError(l10n.t('Select deleted contacts in the History view first.'));
  }
  mustBeWritable(services, first.accountId);
  return await restoreContacts(services, first.accountId, contacts, {
    leftOut: [],
    isFromCode: false,
  });
}

async function restoreContacts(
  services: CommandServices,
  accountId: AccountId,
  contacts: readonly Contact[],
  { leftOut, isFromCode }: { readonly leftOut: readonly LeftOut[]; readonly isFromCode: boolean },
): Promise<Report | undefined> {
  const byId = new Map(contacts.map((contact) => [contact.id, contact]));
  const [only] = contacts;
  const question =
    only && byId.size === 1
      ? l10n.t('Restore "{0}"?', contactTitle(only))
      : l10n.t('Restore {0} contacts?', countText(byId.size));
  const plan = planRestore(accountId, [...byId.values()]);
  const changeSet = { ...plan, leftOut: [...(plan.leftOut ?? []), ...leftOut] };
  return await applyUndo(services, changeSet, { question, button: l10n.t('Restore'), isFromCode });
}

function notKept(id: string): LeftOut & { readonly reason: string } {
  return { id, state: 'notFound', reason: l10n.t('The history has no deletion of this contact.') };
}
