import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AccountRecord } from '../accounts/accountRecord.ts';
import { parseContactUri } from '../documents/contactUri.ts';
import { TreeNode } from '../tree/treeNode.ts';
import { askModal } from '../ui/askModal.ts';
import { accountArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { pickAccount } from './pickAccount.ts';

/** Disconnect Account `({accountId})`, or from the tree or the palette, where it asks. */
export async function disconnect(
  services: CommandServices,
  [argument]: readonly unknown[],
): Promise<void> {
  const named = accountArgument(argument);
  const account = await pickAccount(services, named);
  const isFromCode = named !== undefined && !(argument instanceof TreeNode);
  if (isFromCode || (await confirmDisconnecting(account))) {
    await services.accounts.disconnect(account.id);
    // Nobody could reach it any more: connected anew, the account has another id.
    await services.history.erase(account.id);
    await services.notDuplicates.forget(account.id);
  }
}

async function confirmDisconnecting({ id, name, isDemo }: AccountRecord): Promise<boolean> {
  const drafts = vscode.workspace.textDocuments.filter(
    ({ uri, isDirty }) => isDirty && parseContactUri(uri)?.accountId === id,
  ).length;
  const detail = [
    isDemo
      ? l10n.t('What you changed in the demo is gone then.')
      : l10n.t(
          'Its API key, its history and what was kept of its contacts are deleted from this computer. Nothing changes in Wazzup.',
        ),
    ...(drafts > 0
      ? [l10n.t('{0} open cards with unsaved changes can then not be saved.', drafts)]
      : []),
  ];
  const choices = [[l10n.t('Disconnect'), true]] as const;
  return (await askModal(l10n.t('Disconnect "{0}"?', name), detail.join('\n'), choices)) ?? false;
}
