import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import { askModal } from '../ui/askModal.ts';
import type { CommandServices } from './commandServices.ts';

/** Erase History…: of one account or of all, after a question. */
export async function eraseHistory(services: CommandServices): Promise<void> {
  const picked = await pickWhose(services);
  if (!picked) return;
  const { accountId, label } = picked;
  const agreed = await askModal(
    l10n.t('Erase the history of {0}?', label),
    l10n.t(
      'What was saved, sent and deleted cannot be taken back any more after that. Nothing changes in Wazzup.',
    ),
    [[l10n.t('Erase'), true]],
  );
  if (agreed) await services.history.erase(accountId);
}

async function pickWhose({
  accounts,
}: CommandServices): Promise<{ label: string; accountId?: AccountId } | undefined> {
  const all = { label: l10n.t('all accounts') };
  const list = accounts.list();
  if (list.length === 0) return all;
  const choices = list.map(({ id, name }) => ({ label: name, accountId: id }));
  return await vscode.window.showQuickPick([all, ...choices], {
    title: l10n.t('Whose history is to be erased?'),
  });
}
