import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { parseContactUri } from '../documents/contactUri.ts';
import { accountArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { pickAccount } from './pickAccount.ts';

/** Make Account Read-Only `({accountId})`, or from the tree: nothing of it can be changed from this computer then. */
export async function makeReadOnly(
  services: CommandServices,
  [argument]: readonly unknown[],
): Promise<void> {
  const { accounts } = services;
  const account = await pickAccount(services, accountArgument(argument), {
    suits: ({ isReadOnly }) => !isReadOnly,
    noneSuits: () => l10n.t('All accounts are read-only already.'),
  });
  await accounts.change(account.id, { isReadOnly: true });
  const drafts = vscode.workspace.textDocuments.filter(
    ({ uri, isDirty }) => isDirty && parseContactUri(uri)?.accountId === account.id,
  ).length;
  if (drafts === 0) {
    vscode.window.setStatusBarMessage(l10n.t('"{0}" is read-only now.', account.name), 5000);
    return;
  }
  void vscode.window.showInformationMessage(
    drafts === 1
      ? l10n.t(
          '"{0}" is read-only now. 1 open card with unsaved changes stays a draft, and cannot be sent until changes are allowed again.',
          account.name,
        )
      : l10n.t(
          '"{0}" is read-only now. {1} open cards with unsaved changes stay drafts, and cannot be sent until changes are allowed again.',
          account.name,
          drafts,
        ),
  );
}
