import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { withProgress } from '../ui/progress.ts';
import { UserError } from '../ui/userError.ts';
import { accountArgument, textArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { inputKey } from './inputKey.ts';
import { pickAccount } from './pickAccount.ts';

/** Replace API Key… `({accountId, key})`, or from the tree. */
export async function replaceKey(
  services: CommandServices,
  [argument]: readonly unknown[],
): Promise<void> {
  const named = accountArgument(argument);
  const needsNone = l10n.t('The demo account needs no key.');
  const account = await pickAccount(services, named, {
    suits: ({ isDemo }) => !isDemo,
    noneSuits: () => needsNone,
  });
  if (account.isDemo) throw new UserError(needsNone);
  const key =
    textArgument(argument, 'key') ?? (await inputKey(l10n.t('API Key of "{0}"', account.name)));
  if (key === undefined) return;
  await withProgress(l10n.t('Checking the key of "{0}"', account.name), (signal) =>
    services.accounts.replaceKey(account.id, key, signal),
  );
  void vscode.window.setStatusBarMessage(
    l10n.t('The key of "{0}" was replaced.', account.name),
    5000,
  );
}
