import * as l10n from '@vscode/l10n';
import { applyChangeSet } from '../../core/change/applyChangeSet.ts';
import type { ChangeSet } from '../../core/change/changeSet.ts';
import type { Outcome } from '../../core/change/outcome.ts';
import { withProgress } from '../ui/progress.ts';
import type { CommandServices } from './commandServices.ts';

/** Applies a change set under a notification with counts and a Cancel button, which takes effect between chunks. */
export async function applyWithProgress(
  { accounts, road }: CommandServices,
  title: string,
  changeSet: ChangeSet,
  onKept?: (operationId: string) => void,
): Promise<readonly Outcome[]> {
  await accounts.open(changeSet.accountId);
  return await withProgress(title, (signal, progress) =>
    applyChangeSet(changeSet, road, {
      signal,
      ...(onKept && { onKept }),
      onProgress: ({ step, done, total }) => {
        const counts = `${done.toLocaleString()} / ${total.toLocaleString()}`;
        progress.report({
          message: {
            guard: l10n.t('looking at what is there: {0}', counts),
            send: l10n.t('sending: {0}', counts),
            verify: l10n.t('checking what was stored: {0}', counts),
          }[step],
        });
      },
    }),
  );
}
