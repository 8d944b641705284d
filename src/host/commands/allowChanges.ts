import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { askModal } from '../ui/askModal.ts';
import { accountArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { pickAccount } from './pickAccount.ts';

/**
 * Allow Changes… `({accountId})`, or from the tree: ends that an account is read-only. It asks, also when called from
 * code: who made an account read-only does not want that undone unseen.
 */
export async function allowChanges(
  services: CommandServices,
  [argument]: readonly unknown[],
): Promise<void> {
  const { accounts } = services;
  const account = await pickAccount(services, accountArgument(argument), {
    suits: ({ isReadOnly }) => isReadOnly,
    noneSuits: () => l10n.t('No account is read-only.'),
  });
  if (!account.isReadOnly) return;
  const agreed = await askModal(
    l10n.t('Allow changes to "{0}"?', account.name),
    l10n.t(
      'Contacts of this account can then be saved, sent and deleted from this computer again, in all windows.',
    ),
    [[l10n.t('Allow Changes'), true]],
  );
  if (!agreed) return;
  await accounts.change(account.id, { isReadOnly: false });
  vscode.window.setStatusBarMessage(l10n.t('"{0}" takes changes again.', account.name), 5000);
}
