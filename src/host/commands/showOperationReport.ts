import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { UserError } from '../ui/userError.ts';
import { accountArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { pickAccount } from './pickAccount.ts';
import { recordArgument } from './reportArgument.ts';

/**
 * Show Report `({accountId, operationId?})`, or of a row of the History view: what became of each contact → the
 * document's address. Without an operation, of the last bulk write: of this window, else of the account's history.
 */
export async function showOperationReport(
  services: CommandServices,
  [argument]: readonly unknown[],
): Promise<vscode.Uri> {
  const { history, reports } = services;
  const record = await recordArgument(services, argument);
  if (record) return await reports.show([record]);
  const named = accountArgument(argument);
  const { last } = reports;
  if (last && (named === undefined || last.accountIds.some((id) => id === named))) {
    return await reports.show(await last.operations());
  }
  const account = await pickAccount(services, named);
  const all = await history.summaries(account.id);
  const newest = all.find(({ operation }) => operation !== 'save');
  const found = newest && (await history.find(account.id, newest.operationId));
  if (found) return await reports.show([found]);
  throw new UserError(l10n.t('Nothing was sent to or deleted from "{0}" yet.', account.name));
}
