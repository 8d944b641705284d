import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { UserError } from '../ui/userError.ts';
import type { CommandServices } from './commandServices.ts';
import { targetUris } from './targets.ts';

/** Open as JSON: the selected contacts, or the card in the active editor, as text. */
export async function openAsJson(
  services: CommandServices,
  args: readonly unknown[],
): Promise<void> {
  const uris = await targetUris(services, args);
  if (uris.length === 0) throw new UserError(l10n.t('Select a contact or open its card first.'));
  for (const uri of uris) {
    await vscode.commands.executeCommand('vscode.openWith', uri, 'default', {
      preview: uris.length === 1,
    });
  }
}
