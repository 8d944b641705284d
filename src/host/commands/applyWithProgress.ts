import * as l10n from '@vscode/l10n';
import { applyChangeSet } from '../../core/change/applyChangeSet.ts';
import type { ChangeSet } from '../../core/change/changeSet.ts';
import type { Outcome } from '../../core/change/outcome.ts';
import { type ReportedOperation, reportedOperation } from '../../core/change/reportedOperation.ts';
import { countText } from '../ui/countText.ts';
import { withProgress } from '../ui/progress.ts';
import type { CommandServices } from './commandServices.ts';

/** A change set that was carried out. */
export interface Applied {
  readonly outcomes: readonly Outcome[];
  /** The same for the report, with what was left out of the change set. */
  readonly operation: ReportedOperation;
}

/** Applies a change set under a notification with counts and a Cancel button, which takes effect between chunks. */
export async function applyWithProgress(
  { accounts, clock, jobs, road }: CommandServices,
  title: string,
  changeSet: ChangeSet,
): Promise<Applied> {
  await accounts.open(changeSet.accountId);
  const time = clock.now();
  let operationId: string | undefined;
  const outcomes = await jobs.during(title, (report) =>
    withProgress(title, (signal, progress) =>
      applyChangeSet(changeSet, road, {
        signal,
        onKept: (id) => {
          operationId = id;
        },
        onProgress: ({ step, done, total }) => {
          const counts = `${countText(done)} / ${countText(total)}`;
          const message = {
            guard: l10n.t('looking at what is there: {0}', counts),
            send: l10n.t('sending: {0}', counts),
            verify: l10n.t('checking what was stored: {0}', counts),
          }[step];
          progress.report({ message });
          report(message);
        },
      }),
    ),
  );
  const head = { time, ...(operationId !== undefined && { operationId }) };
  return { outcomes, operation: await reportedOperation(changeSet, outcomes, head) };
}
