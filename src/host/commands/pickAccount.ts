import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import type { AccountRecord } from '../accounts/accountRecord.ts';
import { UserError } from '../ui/userError.ts';
import type { CommandServices } from './commandServices.ts';

/** Which accounts a command is for. */
interface Suitable {
  readonly suits: (account: AccountRecord) => boolean;
  /** What to say where accounts are connected, and none suits. */
  readonly noneSuits: (accounts: readonly AccountRecord[]) => string;
}

/**
 * The account a command is for: the named one, the only one that suits, or the one the user picks, with the tree's
 * selected account first. Rejects with words if the named one or any is missing; a closed pick cancels the command.
 */
export async function pickAccount(
  { accounts, view }: CommandServices,
  named: AccountId | undefined,
  suitable?: Suitable,
): Promise<AccountRecord> {
  if (named !== undefined) {
    const account = accounts.find(named);
    if (!account) throw new UserError(l10n.t('There is no connected account "{0}".', named));
    return account;
  }
  const focused = view.focusedAccount();
  const list = accounts.list();
  const suiting = suitable ? list.filter(suitable.suits) : list;
  const choices = [
    ...suiting.filter(({ id }) => id === focused),
    ...suiting.filter(({ id }) => id !== focused),
  ];
  const [first] = choices;
  if (!first) {
    if (suitable && list.length > 0) throw new UserError(suitable.noneSuits(list));
    throw new UserError(
      l10n.t(
        'No account is connected. Run "Wazzup: Connect Account…" or "Wazzup: Try the Demo Account".',
      ),
    );
  }
  if (choices.length === 1) return first;
  const picked = await vscode.window.showQuickPick(
    choices.map((account) => ({ label: account.name, description: account.baseUrl, account })),
    { title: l10n.t('Which Wazzup account?') },
  );
  if (!picked) throw new vscode.CancellationError();
  return picked.account;
}
