import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { OperationRecord } from '../../core/change/operationRecord.ts';
import { OperationItemNode, OperationNode } from '../history/historyNode.ts';
import type { ReportedOperations } from '../ui/rememberedReport.ts';
import { UserError } from '../ui/userError.ts';
import { accountArgument, textArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { pickAccount } from './pickAccount.ts';
import { activeUri } from './targets.ts';

/**
 * The operations whose report a command works with: of the report at an address or in the active editor, or the one
 * that options `{accountId, operationId}` name in the history. Rejects with words if there is none.
 */
export async function reportArgument(
  services: CommandServices,
  argument: unknown,
): Promise<ReportedOperations> {
  const isUri = argument instanceof vscode.Uri;
  const named = isUri ? undefined : await recordArgument(services, argument);
  if (named) return [named];
  const uri = isUri ? argument : activeUri();
  const operations = uri && services.reports.find(uri);
  if (operations) return operations;
  throw new UserError(
    l10n.t('Open the report first: "Show Report" in the History view, or in the notification.'),
  );
}

/** The operation of a row of the History view or of options; undefined where none is named. */
export async function recordArgument(
  services: CommandServices,
  argument: unknown,
): Promise<OperationRecord | undefined> {
  if (argument instanceof OperationNode || argument instanceof OperationItemNode) {
    return await keptOperation(services, argument.operation);
  }
  const operationId = textArgument(argument, 'operationId');
  if (operationId === undefined) return undefined;
  const account = await pickAccount(services, accountArgument(argument));
  return await keptOperation(services, { accountId: account.id, operationId });
}

/** An operation with all its contacts, as it is by now. Rejects with words if the history has it no more, or never had. */
export async function keptOperation(
  { history }: CommandServices,
  { accountId, operationId }: Pick<OperationRecord, 'accountId' | 'operationId'>,
): Promise<OperationRecord> {
  const record = await history.find(accountId, operationId);
  if (!record) throw new UserError(l10n.t('The history has no such operation (any more).'));
  return record;
}
