import * as l10n from '@vscode/l10n';
import type { OperationRecord } from '../../core/change/operationRecord.ts';
import { hasEffect, type OperationSummary, summaryOf } from '../../core/change/operationSummary.ts';
import { continuedBy, planUndo } from '../../core/change/planUndo.ts';
import type { Report } from '../../core/change/report.ts';
import type { History } from '../history/history.ts';
import { OperationItemNode, OperationNode } from '../history/historyNode.ts';
import { isHistoryNode } from '../history/historyView.ts';
import { operationTitle } from '../history/operationWords.ts';
import { settlementWords } from '../history/settlementWords.ts';
import { UserError } from '../ui/userError.ts';
import { applyUndo } from './applyUndo.ts';
import { accountArgument, textArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { keptOperation } from './reportArgument.ts';
import { mustBeWritable, pickWritableAccount } from './writableAccount.ts';

/**
 * Undo Last Operation `({accountId, operationId?})`, or Undo of a row of the History view → report. Shows what it will
 * do first, unless it is called with its options and deletes nothing.
 */
export async function undo(
  services: CommandServices,
  [argument]: readonly unknown[],
): Promise<Report | undefined> {
  const { history } = services;
  const operation = await operationToUndo(services, argument);
  mustBeWritable(services, operation.accountId);
  if (history.isRunning(operation)) {
    throw new UserError(l10n.t('This is still being carried out. Wait for its end.'));
  }
  const takeBack = async (now: OperationRecord) => {
    const question = l10n.t('Take back “{0}”?', operationTitle(await summaryOf(now)));
    const button = l10n.t('Take Back');
    const isFromCode = isOptions(argument);
    const before = continuedBy(now, await history.summaries(now.accountId));
    const begun: OperationRecord[] = [];
    for await (const one of history.records(before)) begun.push(one);
    return await applyUndo(services, planUndo(now, begun), { question, button, isFromCode });
  };
  return operation.isFinished
    ? await takeBack(await keptOperation(services, operation))
    : await settleBy(takeBack, history, operation);
}

/** Of several windows one takes back what was interrupted. It is settled then, unless something was not even sent. */
async function settleBy(
  takeBack: (record: OperationRecord) => Promise<Report | undefined>,
  history: History,
  operation: OperationSummary,
): Promise<Report | undefined> {
  let report: Report | undefined;
  const settlement = await history.settle(operation, async (now) => {
    report = await takeBack(now);
    return report?.notStarted.length === 0;
  });
  const refusal = settlementWords(settlement);
  if (refusal !== undefined) throw new UserError(refusal);
  return report;
}

async function operationToUndo(
  services: CommandServices,
  argument: unknown,
): Promise<OperationSummary> {
  if (argument instanceof OperationNode || argument instanceof OperationItemNode) {
    return argument.operation;
  }
  const named = isHistoryNode(argument) ? argument.accountId : accountArgument(argument);
  const account = await pickWritableAccount(services, named);
  const operationId = isHistoryNode(argument) ? undefined : textArgument(argument, 'operationId');
  if (operationId === undefined) {
    return lastUndoable(await services.history.summaries(account.id), account.name);
  }
  const operation = await services.history.summary(account.id, operationId);
  if (!operation) throw new UserError(l10n.t('The history has no such operation (any more).'));
  return operation;
}

/** Undo after undo goes back in time: what was taken back, and the taking back, are passed over. */
function lastUndoable(
  operations: readonly OperationSummary[],
  accountName: string,
): OperationSummary {
  const takenBack = new Set<string>();
  for (const { undoes } of operations.filter(hasEffect)) {
    const undone = operations.find(({ operationId }) => operationId === undoes);
    const all = undone ? [undone, ...continuedBy(undone, operations)] : [];
    for (const { operationId } of all) takenBack.add(operationId);
  }
  const last = operations.find(
    ({ operation, operationId, canUndo }) =>
      operation !== 'undo' && !takenBack.has(operationId) && canUndo,
  );
  if (last) return last;
  throw new UserError(
    l10n.t('There is nothing in the history of "{0}" that could be taken back.', accountName),
  );
}

function isOptions(argument: unknown): boolean {
  return argument !== undefined && argument !== null && !isHistoryNode(argument);
}
