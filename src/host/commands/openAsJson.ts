import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { askModal } from '../ui/askModal.ts';
import { UserError } from '../ui/userError.ts';
import type { CommandServices } from './commandServices.ts';
import { targetUris } from './targets.ts';

/** More editors than this are opened only after a question: each takes a request and a tab. */
const editorsUnasked = 10;

/** Open as JSON: the selected contacts, or the card in the active editor, as text. */
export async function openAsJson(
  services: CommandServices,
  args: readonly unknown[],
): Promise<void> {
  const uris = await targetUris(services, args);
  if (uris.length === 0) throw new UserError(l10n.t('Select a contact or open its card first.'));
  if (uris.length > editorsUnasked && !(await confirmEditors(uris.length))) return;
  for (const uri of uris) {
    await vscode.commands.executeCommand('vscode.openWith', uri, 'default', {
      preview: uris.length === 1,
    });
  }
}

async function confirmEditors(count: number): Promise<boolean> {
  const question = l10n.t('Open {0} contacts, each in an editor of its own?', count);
  const detail = l10n.t('Each is read from Wazzup once more. "Copy as JSON" takes all at once.');
  return (await askModal(question, detail, [[l10n.t('Open'), true]])) ?? false;
}
