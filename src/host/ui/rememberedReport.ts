import * as l10n from '@vscode/l10n';
import type { AccountId } from '../../core/accountId.ts';
import type { OperationRecord } from '../../core/change/operationRecord.ts';
import type { ReportedOperation } from '../../core/change/reportedOperation.ts';
import type { History } from '../history/history.ts';
import { UserError } from './userError.ts';

/** What one report tells of; several operations where one command wrote to several accounts. */
export type ReportedOperations = readonly ReportedOperation[];

/** A report that may be asked for later. */
export interface RememberedReport {
  readonly accountIds: readonly AccountId[];
  /** Rejects with words where the history alone keeps it, and has it no more. */
  readonly operations: () => Promise<ReportedOperations>;
}

type KeptName = Pick<OperationRecord, 'accountId' | 'operationId'>;

/** Of more contacts only the history keeps what became of them: they would fill the memory until nobody asks any more. */
const mostContacts = 10_000;

export function rememberReport(operations: ReportedOperations, history: History): RememberedReport {
  const accountIds = operations.map(({ accountId }) => accountId);
  const kept = operations.flatMap(({ accountId, operationId }) =>
    operationId === undefined ? [] : [{ accountId, operationId }],
  );
  const contacts = operations.reduce((sum, { items }) => sum + items.length, 0);
  const isInHistory = contacts > mostContacts && kept.length === operations.length;
  return { accountIds, operations: isInHistory ? readAgain(kept, history) : held(operations) };
}

function held(operations: ReportedOperations): RememberedReport['operations'] {
  return async () => operations;
}

function readAgain(kept: readonly KeptName[], history: History): RememberedReport['operations'] {
  return async () => {
    const operations: ReportedOperation[] = [];
    for (const { accountId, operationId } of kept) {
      const record = await history.find(accountId, operationId);
      if (!record) throw new UserError(l10n.t('The history has no such operation (any more).'));
      operations.push(record);
    }
    return operations;
  };
}
