import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ChangeSet } from '../../core/change/changeSet.ts';
import {
  planRetry,
  type RetryPlan,
  retriableItems,
  retryChangeSet,
} from '../../core/change/planRetry.ts';
import type { Report } from '../../core/change/report.ts';
import { type ReportedOperation, reportOfOperations } from '../../core/change/reportedOperation.ts';
import type { AccountRecord } from '../accounts/accountRecord.ts';
import { askModal } from '../ui/askModal.ts';
import { showReport } from '../ui/showReport.ts';
import { UserError } from '../ui/userError.ts';
import { applyWithProgress } from './applyWithProgress.ts';
import { flagArgument, isFromUser } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { confirmDeletion } from './confirmDeletion.ts';
import { undoOf } from './deleteContacts.ts';
import { lookUpContacts } from './lookUpContacts.ts';
import { pickAccount } from './pickAccount.ts';
import { reportArgument } from './reportArgument.ts';
import { retryPreview } from './retryPreview.ts';
import { showInEditors } from './showInEditors.ts';
import { mustBeWritable } from './writableAccount.ts';

/**
 * Retry Failed `({accountId, operationId, overwrite?})`, or `(report, {overwrite?})` with a report's address, or of the
 * report in the active editor → report. An operation of its own, of what failed only, against what the account holds
 * now. What others changed meanwhile is left out unless it is to be overwritten; what they deleted stays deleted.
 */
export async function retryFailed(
  services: CommandServices,
  args: readonly unknown[],
): Promise<Report | undefined> {
  const [argument, more] = args;
  const options = argument instanceof vscode.Uri ? more : argument;
  const isFromCode = !isFromUser(args);
  const overwrite = isFromCode ? flagArgument(options, 'overwrite') : undefined;
  const reported = await reportArgument(services, argument);
  const operations = await Promise.all(reported.map((one) => settled(services, one)));
  const failed = operations.filter((one) => retriableItems(one).length > 0);
  if (failed.length === 0) throw new UserError(l10n.t('Nothing of it can be tried again.'));
  for (const { accountId } of failed) mustBeWritable(services, accountId);
  const retried: ReportedOperation[] = [];
  for (const operation of failed) {
    const account = await pickAccount(services, operation.accountId);
    const plan = await planNow(services, account, operation);
    const changeSet = await agreedChangeSet(services, account, plan, { overwrite, isFromCode });
    if (!changeSet) continue;
    const title = l10n.t('Trying again');
    const applied = await applyWithProgress(services, title, changeSet);
    showInEditors(services, changeSet, applied.outcomes);
    retried.push(applied.operation);
  }
  if (retried.length === 0) return undefined;
  const deletes = retried.every(({ items }) => items.every(({ after }) => !after));
  void showReport(services, retried, deletes ? undoOf(services, retried) : undefined);
  return await reportOfOperations(retried);
}

/** An operation that had not ended when its report was opened, as it is now. Rejects while it is being carried out. */
async function settled(
  { history }: CommandServices,
  operation: ReportedOperation,
): Promise<ReportedOperation> {
  if (!operation.items.some(({ state }) => state === 'waiting' || state === 'sent')) {
    return operation;
  }
  const record = await history.find(operation.accountId, operation.operationId);
  if (record && history.isRunning(record)) {
    throw new UserError(l10n.t('This is still being carried out. Wait for its end.'));
  }
  return record ?? operation;
}

async function planNow(
  services: CommandServices,
  account: AccountRecord,
  operation: ReportedOperation,
): Promise<RetryPlan> {
  const ids = retriableItems(operation).map(({ id }) => id);
  const { found, missing } = await lookUpContacts(services, account, ids);
  const { unseen } = await services.accounts.open(account.id);
  return planRetry(operation, {
    found,
    missing: new Set(missing),
    complete: (contact) => unseen.complete(contact),
  });
}

interface Wishes {
  /** Whether what others changed is to be written over; undefined: not said. */
  readonly overwrite: boolean | undefined;
  /** Then nothing is asked that deletes nothing. */
  readonly isFromCode: boolean;
}

/** The change set the user agrees with; undefined if they do not. */
async function agreedChangeSet(
  services: CommandServices,
  account: AccountRecord,
  plan: RetryPlan,
  { overwrite, isFromCode }: Wishes,
): Promise<ChangeSet | undefined> {
  const preview = retryPreview(plan, account.name);
  const isPlainDeletion = preview.isDeletion && preview.changed === 0;
  const deletes = preview.deletions({ overwrites: overwrite ?? false }).length > 0;
  const isMixed = deletes && !preview.isDeletion;
  let overwrites = overwrite ?? false;
  // Of nothing that can be sent there is nothing to ask: it is looked at again, and told.
  const isAsked = preview.again + preview.changed > 0 && !isPlainDeletion;
  if (isAsked && (!isFromCode || isMixed)) {
    const choice = await askModal(preview.question, preview.detail, preview.choices(overwrite));
    if (choice === undefined) return undefined;
    overwrites = choice;
  }
  const contacts = preview.isDeletion ? preview.deletions({ overwrites }) : [];
  if (contacts.length > 0) {
    const { history, settings } = services;
    const facts = { isKept: history.isKept, typedFrom: settings.confirmTypedCountFrom };
    if (!(await confirmDeletion(account.name, contacts, facts))) return undefined;
  }
  return retryChangeSet(plan, { overwrites });
}
