import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ChangeSet } from '../../core/change/changeSet.ts';
import type { OperationSummary } from '../../core/change/operationSummary.ts';
import { planRest } from '../../core/change/planRest.ts';
import { withoutLinks } from '../../core/contact/shownText.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { History } from './history.ts';
import { operationResult, operationTitle } from './operationWords.ts';
import { settlementWords } from './settlementWords.ts';

interface Offer {
  readonly accounts: Accounts;
  readonly history: History;
  /** Carries out the rest of an operation. False if that did not come about. */
  readonly goOn: (changeSet: ChangeSet) => Promise<boolean>;
  /** Takes an operation back, and settles it so if that comes about. */
  readonly undo: (operation: OperationSummary) => Promise<void>;
}

/** Finds operations that were interrupted, and asks about each: finish it, take it back, or leave it as it is. */
export async function offerUnfinished(offer: Offer): Promise<void> {
  const { accounts, history } = offer;
  for (const { id, name } of accounts.list()) {
    // Nothing of it could be sent now. It is asked about at the first start after changes are allowed.
    if (accounts.isReadOnly(id)) continue;
    for (const operation of await history.summaries(id)) {
      if (operation.isFinished || history.isRunning(operation)) continue;
      await ask(offer, operation, name);
    }
  }
}

async function ask(offer: Offer, operation: OperationSummary, accountName: string): Promise<void> {
  const goOn = l10n.t('Continue');
  const other = l10n.t('Choose…');
  const words = l10n.t(
    '“{0}” in "{1}" was interrupted ({2}). Continue sends only what is not done.',
    operationTitle(operation),
    accountName,
    operationResult(operation),
  );
  const answer = await vscode.window.showWarningMessage(withoutLinks(words), goOn, other);
  const way = answer === other ? await chooseWay(withoutLinks(words)) : answer && 'goOn';
  // It is asked again at the next start.
  if (way === undefined) return;
  // It claims the operation by itself, as from its row in the History view.
  if (way === 'undo') return await offer.undo(operation);
  const settlement = await offer.history.settle(
    operation,
    // Otherwise it is asked again at the next start.
    async (now) => way === 'leave' || (await offer.goOn(planRest(now))),
  );
  const refusal = settlementWords(settlement);
  if (refusal !== undefined) void vscode.window.showInformationMessage(refusal);
}

type Way = 'goOn' | 'undo' | 'leave';

/** What can be done about an operation that was interrupted; undefined if that is not decided now. */
async function chooseWay(words: string): Promise<Way | undefined> {
  const ways: readonly (vscode.QuickPickItem & { readonly way: Way })[] = [
    {
      way: 'goOn',
      label: l10n.t('Continue'),
      detail: l10n.t('Sends what is not done yet.'),
    },
    {
      way: 'undo',
      label: l10n.t('Undo'),
      detail: l10n.t('Takes back what was done, after a preview.'),
    },
    {
      way: 'leave',
      label: l10n.t('Leave as It Is'),
      detail: l10n.t('Sends nothing, and asks no more. The History view keeps it.'),
    },
  ];
  const picked = await vscode.window.showQuickPick(ways, { title: words, ignoreFocusOut: true });
  return picked?.way;
}
