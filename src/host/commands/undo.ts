import * as l10n from '@vscode/l10n';
import type { OperationRecord } from '../../core/change/operationRecord.ts';
import { canUndo, continuedBy, planUndo } from '../../core/change/planUndo.ts';
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
import { mustBeWritable, pickWritableAccount } from './writableAccount.ts';

/**
 * Undo Last Operation `({accountId, operationId?})`, or Undo of a row of the History view → report. Shows what it will
 * do first, unless it is called with its options and deletes nothing.
 */
export async function undo(
  services: CommandServices,
  [argument]: readonly unknown[],
): Promise<Report | undefined> {
  const record = await operationToUndo(services, argument);
  mustBeWritable(services, record.accountId);
  if (services.history.isRunning(record)) {
    throw new UserError(l10n.t('This is still being carried out. Wait for its end.'));
  }
  const takeBack = async (now: OperationRecord) => {
    const question = l10n.t('Take back "{0}"?', operationTitle(now));
    const button = l10n.t('Take Back');
    const isFromCode = isOptions(argument);
    const begun = continuedBy(now, await services.history.records(now.accountId));
    return await applyUndo(services, planUndo(now, begun), { question, button, isFromCode });
  };
  return record.isFinished
    ? await takeBack(record)
    : await settleBy(takeBack, services.history, record);
}

/** Of several windows one takes back what was interrupted. It is settled then, unless something was not even sent. */
async function settleBy(
  takeBack: (record: OperationRecord) => Promise<Report | undefined>,
  history: History,
  record: OperationRecord,
): Promise<Report | undefined> {
  let report: Report | undefined;
  const settlement = await history.settle(record, async (now) => {
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
): Promise<OperationRecord> {
  if (argument instanceof OperationNode) return argument.record;
  if (argument instanceof OperationItemNode) return argument.operation;
  const named = isHistoryNode(argument) ? argument.accountId : accountArgument(argument);
  const account = await pickWritableAccount(services, named);
  const operationId = isHistoryNode(argument) ? undefined : textArgument(argument, 'operationId');
  if (operationId === undefined) {
    return lastUndoable(await services.history.records(account.id), account.name);
  }
  const record = await services.history.find(account.id, operationId);
  if (!record) throw new UserError(l10n.t('The history has no such operation (any more).'));
  return record;
}

/** Undo after undo goes back in time: what was taken back, and the taking back, are passed over. */
function lastUndoable(records: readonly OperationRecord[], accountName: string): OperationRecord {
  const takenBack = new Set<string>();
  for (const { undoes } of records.filter(hasEffect)) {
    const record = records.find(({ operationId }) => operationId === undoes);
    const all = record ? [record, ...continuedBy(record, records)] : [];
    for (const { operationId } of all) takenBack.add(operationId);
  }
  const last = records.find(
    (record) =>
      record.operation !== 'undo' && !takenBack.has(record.operationId) && canUndo(record),
  );
  if (last) return last;
  throw new UserError(
    l10n.t('There is nothing in the history of "{0}" that could be taken back.', accountName),
  );
}

/** Whether something of it is, or may be, as it was to be. */
function hasEffect({ items }: OperationRecord): boolean {
  return items.some(
    ({ state }) => state !== 'conflict' && state !== 'rejected' && state !== 'notStarted',
  );
}

function isOptions(argument: unknown): boolean {
  return argument !== undefined && argument !== null && !isHistoryNode(argument);
}
