import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import type { Outcome } from '../../core/change/outcome.ts';
import { planDelete } from '../../core/change/planChanges.ts';
import { type Report, reportOf } from '../../core/change/report.ts';
import type { Contact } from '../../core/contact/contact.ts';
import { contactUri } from '../documents/contactUri.ts';
import { OperationNode } from '../history/historyNode.ts';
import { showReport } from '../ui/showReport.ts';
import { applyWithProgress } from './applyWithProgress.ts';
import type { CommandServices } from './commandServices.ts';
import { confirmDeletion } from './confirmDeletion.ts';
import { storedContacts } from './targets.ts';

/** Delete (tree: `node, nodes[]`): one question for each account → report. */
export async function deleteContacts(
  services: CommandServices,
  args: readonly unknown[],
): Promise<Report | undefined> {
  const targets = await storedContacts(services, args);
  const outcomes: Outcome[] = [];
  const kept: KeptOperation[] = [];
  for (const accountId of new Set(targets.map((target) => target.accountId))) {
    const contacts = targets
      .filter((target) => target.accountId === accountId)
      .map(({ contact }) => contact);
    const name = services.accounts.find(accountId)?.name ?? accountId;
    const { confirmTypedCountFrom: typedFrom } = services.settings;
    const { isKept } = services.history;
    if (await confirmDeletion(name, contacts, { isKept, typedFrom })) {
      const onKept = (operationId: string) => void kept.push({ accountId, operationId });
      outcomes.push(...(await deleteConfirmed(services, accountId, 'delete', contacts, onKept)));
    }
  }
  if (outcomes.length === 0) return undefined;
  const report = reportOf(outcomes);
  void showReport(services.texts, l10n.t('Delete contacts'), report, undoOf(services, kept));
  return report;
}

/** An operation that the history holds. */
export interface KeptOperation {
  readonly accountId: AccountId;
  readonly operationId: string;
}

/** What takes the operation back that was just carried out; undefined if the history has none, or several. */
export function undoOf(
  { history }: CommandServices,
  [only, ...others]: readonly KeptOperation[],
): (() => Promise<void>) | undefined {
  if (!only || others.length > 0) return undefined;
  return async () => {
    const records = await history.records(only.accountId);
    const record = records.find(({ operationId }) => operationId === only.operationId);
    // As from its row in the History view: with a preview, and failures shown.
    if (record)
      await vscode.commands.executeCommand('wazzup.undo', new OperationNode(record, false));
  };
}

/** Deletes what the user has agreed to, and marks open cards of what is gone. */
export async function deleteConfirmed(
  services: CommandServices,
  accountId: AccountId,
  operation: 'delete' | 'deleteByIds',
  contacts: readonly Contact[],
  onKept: (operationId: string) => void,
): Promise<readonly Outcome[]> {
  const outcomes = await applyWithProgress(
    services,
    l10n.t('Deleting contacts'),
    planDelete(accountId, operation, contacts),
    onKept,
  );
  const gone = outcomes.filter(({ kind }) => kind === 'done' || kind === 'notFound');
  services.files.deleted(gone.map(({ id }) => contactUri(accountId, id)));
  return outcomes;
}
