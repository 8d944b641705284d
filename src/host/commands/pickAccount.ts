import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import type { AccountRecord } from '../accounts/accountRecord.ts';
import { UserError } from '../ui/userError.ts';
import type { CommandServices } from './commandServices.ts';

/**
 * The account a command is for: the named one, the only one, or the one the user picks, with the tree's selected account
 * first. Rejects if the named one or any is missing; a closed pick cancels the command.
 */
export async function pickAccount(
  { accounts, view }: CommandServices,
  named: AccountId | undefined,
  suits: (account: AccountRecord) => boolean = () => true,
): Promise<AccountRecord> {
  if (named !== undefined) {
    const account = accounts.find(named);
    if (!account) throw new UserError(l10n.t('There is no connected account "{0}".', named));
    return account;
  }
  const focused = view.focusedAccount();
  const suitable = accounts.list().filter(suits);
  const choices = [
    ...suitable.filter(({ id }) => id === focused),
    ...suitable.filter(({ id }) => id !== focused),
  ];
  const [first] = choices;
  if (!first) {
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
