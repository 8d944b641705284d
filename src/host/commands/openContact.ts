import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isObject } from '../../core/contact/contact.ts';
import { contactUri } from '../documents/contactUri.ts';
import { TreeNode } from '../tree/treeNode.ts';
import { UserError } from '../ui/userError.ts';
import { contactFormViewType } from '../viewIds.ts';
import { namedAccount, textValue } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { pickAccount } from './pickAccount.ts';

/**
 * Open Contact by Id… `(id, accountId?)` → the address of its document. The tree adds `{preserveFocus: true}`: a click
 * on a row shows the card, and the keyboard stays with the rows.
 */
export async function openContact(
  services: CommandServices,
  [givenId, givenAccount, options]: readonly unknown[],
): Promise<vscode.Uri | undefined> {
  const named = namedAccount(textValue(givenAccount, 'accountId'));
  const row = givenId instanceof TreeNode ? givenId : undefined;
  const asked = row ? undefined : textValue(givenId, 'id');
  if (asked === '') throw new UserError(l10n.t("An empty text is no contact's id."));
  const account = await pickAccount(services, named ?? row?.accountId);
  const id = asked ?? (await inputId(account.name));
  if (!id) return undefined;
  const uri = contactUri(account.id, id);
  await mustExist(services, uri);
  const preserveFocus = isObject(options) && options['preserveFocus'] === true;
  await vscode.commands.executeCommand('vscode.openWith', uri, contactFormViewType, {
    preserveFocus,
  });
  return uri;
}

/**
 * Looks before opening: an editor with an error page in it would be no answer. The look serves the opening, too. An open
 * card whose contact was deleted is looked for again.
 */
async function mustExist({ cards, files }: CommandServices, uri: vscode.Uri): Promise<void> {
  try {
    if (cards.isGone(uri)) {
      await vscode.workspace.fs.readFile(uri);
      files.created([uri]);
    } else {
      await vscode.workspace.fs.stat(uri);
    }
  } catch (error) {
    throw new UserError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

async function inputId(accountName: string): Promise<string | undefined> {
  return await vscode.window.showInputBox({
    title: l10n.t('Open a Contact of "{0}"', accountName),
    prompt: l10n.t('The id of the contact, as your CRM gave it.'),
  });
}
