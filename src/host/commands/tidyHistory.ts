import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ChangeSet } from '../../core/change/changeSet.ts';
import type { OperationSummary } from '../../core/change/operationSummary.ts';
import { OperationNode } from '../history/historyNode.ts';
import { offerUnfinished } from '../history/offerUnfinished.ts';
import { showFailure } from '../ui/showFailure.ts';
import { showReport } from '../ui/showReport.ts';
import { isCancellation } from '../ui/userError.ts';
import { applyWithProgress } from './applyWithProgress.ts';
import type { CommandServices } from './commandServices.ts';
import { showInEditors } from './showInEditors.ts';

/** At the start: erases what is too old, and asks about operations that were interrupted. */
export async function tidyHistory(services: CommandServices): Promise<void> {
  const { accounts, history } = services;
  // The demo begins anew with each window: there is nothing left that could be taken back.
  for (const { id, isDemo } of accounts.list()) if (isDemo) await history.erase(id);
  await history.forgetOld();
  await offerUnfinished({
    accounts,
    history,
    goOn: (changeSet) => finish(services, changeSet),
    undo: takeBack,
  });
}

async function finish(services: CommandServices, changeSet: ChangeSet): Promise<boolean> {
  try {
    const title = l10n.t('Finishing what was interrupted');
    const { outcomes, operation } = await applyWithProgress(services, title, changeSet);
    showInEditors(services, changeSet, outcomes);
    void showReport(services, [operation]);
    return !outcomes.some(({ kind }) => kind === 'notStarted');
  } catch (error) {
    if (!isCancellation(error)) void showFailure(error, services.logger);
    return false;
  }
}

/** As from its row in the History view: with a preview, and failures shown. */
async function takeBack(operation: OperationSummary): Promise<void> {
  await vscode.commands.executeCommand('wazzup.undo', new OperationNode(operation, false));
}
