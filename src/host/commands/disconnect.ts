import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { parseContactUri } from '../documents/contactUri.ts';
import { accountArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { pickAccount } from './pickAccount.ts';

/** Disconnect Account `({accountId})`, or from the tree, where it asks. */
export async function disconnect(
  services: CommandServices,
  [argument]: readonly unknown[],
): Promise<void> {
  const named = accountArgument(argument);
  const account = await pickAccount(services, named ?? services.view.accountOf(argument));
  if (named === undefined) {
    const drafts = vscode.workspace.textDocuments.filter(
      ({ uri, isDirty }) => isDirty && parseContactUri(uri)?.accountId === account.id,
    ).length;
    const disconnectLabel = l10n.t('Disconnect');
    const answer = await vscode.window.showWarningMessage(
      l10n.t('Disconnect "{0}"?', account.name),
      {
        modal: true,
        detail: [
          account.isDemo
            ? l10n.t('What you changed in the demo is gone then.')
            : l10n.t('Its API key is deleted from this computer. Nothing changes in Wazzup.'),
          ...(drafts > 0
            ? [l10n.t('{0} open cards with unsaved changes can then not be saved.', drafts)]
            : []),
        ].join('\n'),
      },
      disconnectLabel,
    );
    if (answer !== disconnectLabel) return;
  }
  await services.accounts.disconnect(account.id);
}
