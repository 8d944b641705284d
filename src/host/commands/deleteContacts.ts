import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import type { LeftOut } from '../../core/change/changeSet.ts';
import { planDelete } from '../../core/change/planChanges.ts';
import type { Report } from '../../core/change/report.ts';
import { type ReportedOperation, reportOfOperations } from '../../core/change/reportedOperation.ts';
import type { Contact } from '../../core/contact/contact.ts';
import { OperationNode } from '../history/historyNode.ts';
import { showReport } from '../ui/showReport.ts';
import { applyWithProgress } from './applyWithProgress.ts';
import type { CommandServices } from './commandServices.ts';
import { confirmDeletion } from './confirmDeletion.ts';
import { showInEditors } from './showInEditors.ts';
import { storedContacts } from './targets.ts';
import { mustBeWritable } from './writableAccount.ts';

/** Delete (tree: `node, nodes[]`): one question for each account → report. */
export async function deleteContacts(
  services: CommandServices,
  args: readonly unknown[],
): Promise<Report | undefined> {
  const targets = await storedContacts(services, args);
  const operations: ReportedOperation[] = [];
  const accountIds = new Set(targets.map((target) => target.accountId));
  for (const accountId of accountIds) mustBeWritable(services, accountId);
  for (const accountId of accountIds) {
    const contacts = targets
      .filter((target) => target.accountId === accountId)
      .map(({ contact }) => contact);
    const name = services.accounts.find(accountId)?.name ?? accountId;
    const { confirmTypedCountFrom: typedFrom } = services.settings;
    const { isKept } = services.history;
    if (await confirmDeletion(name, contacts, { isKept, typedFrom })) {
      operations.push(
        await deleteConfirmed(services, { accountId, operation: 'delete', contacts }),
      );
    }
  }
  if (operations.length === 0) return undefined;
  void showReport(services, operations, undoOf(services, operations));
  return await reportOfOperations(operations);
}

/** What takes the operation back that was just carried out; undefined if the history has none, or several. */
export function undoOf(
  { history }: CommandServices,
  [only, ...others]: readonly ReportedOperation[],
): (() => Promise<void>) | undefined {
  if (only?.operationId === undefined || others.length > 0) return undefined;
  // Its contacts are not held until somebody has answered.
  const { accountId, operationId } = only;
  return async () => {
    const operation = await history.summary(accountId, operationId);
    // As from its row in the History view: with a preview, and failures shown.
    if (operation) {
      await vscode.commands.executeCommand('wazzup.undo', new OperationNode(operation, false));
    }
  };
}

interface Deletion {
  readonly accountId: AccountId;
  readonly operation: 'delete' | 'deleteByIds';
  readonly contacts: readonly Contact[];
  readonly leftOut?: readonly LeftOut[];
}

/** Deletes what the user has agreed to, and marks open cards of what is gone. */
export async function deleteConfirmed(
  services: CommandServices,
  { accountId, operation, contacts, leftOut = [] }: Deletion,
): Promise<ReportedOperation> {
  const changeSet = { ...planDelete(accountId, operation, contacts), leftOut };
  const applied = await applyWithProgress(services, l10n.t('Deleting contacts'), changeSet);
  showInEditors(services, changeSet, applied.outcomes);
  return applied.operation;
}
