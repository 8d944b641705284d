import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { parseContactUri } from '../documents/contactUri.ts';
import { UserError } from '../ui/userError.ts';
import { accountArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { pickAccount } from './pickAccount.ts';

/** Make Account Read-Only `({accountId})`, or from the tree: nothing of it can be changed from this computer then. */
export async function makeReadOnly(
  services: CommandServices,
  [argument]: readonly unknown[],
): Promise<void> {
  const { accounts } = services;
  const named = accountArgument(argument);
  const list = accounts.list();
  if (named === undefined && list.length > 0 && list.every(({ isReadOnly }) => isReadOnly)) {
    throw new UserError(l10n.t('All accounts are read-only already.'));
  }
  const account = await pickAccount(services, named, ({ isReadOnly }) => !isReadOnly);
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
