import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import { checkContactId } from '../../core/contact/contactId.ts';
import { contactText } from '../../core/contact/contactText.ts';
import { contactTitle } from '../../core/contact/describeContact.ts';
import { newContactText } from '../documents/contactTemplate.ts';
import { contactUri } from '../documents/contactUri.ts';
import { UserError } from '../ui/userError.ts';
import { contactFormViewType } from '../viewIds.ts';
import { accountArgument, textArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { singleTarget } from './targets.ts';
import { mustBeWritable, pickWritableAccount } from './writableAccount.ts';

/** New Contact… `({accountId, id})`: opens a card to fill in; it is created when it is saved. → its address. */
export async function newContact(
  services: CommandServices,
  [argument]: readonly unknown[],
): Promise<vscode.Uri | undefined> {
  const named = accountArgument(argument);
  const account = await pickWritableAccount(services, named);
  const givenId = textArgument(argument, 'id');
  if (givenId !== undefined) refuseUnusable(services, account.id, givenId);
  const id =
    givenId ??
    (await inputNewId(services, account.id, l10n.t('New Contact in "{0}"', account.name)));
  return id ? await openNew(services, account.id, id, newContactText(id)) : undefined;
}

/** Duplicate Contact: a card with the same content under an id of its own. → its address. */
export async function duplicate(
  services: CommandServices,
  args: readonly unknown[],
): Promise<vscode.Uri | undefined> {
  const { accountId, contact } = await singleTarget(services, args);
  mustBeWritable(services, accountId);
  const title = l10n.t('Duplicate "{0}"', contactTitle(contact));
  const id = await inputNewId(services, accountId, title);
  return id ? await openNew(services, accountId, id, contactText({ ...contact, id })) : undefined;
}

/** Rejects an id that a new contact of the account cannot have. */
function refuseUnusable({ accounts }: CommandServices, accountId: AccountId, id: string): void {
  const error = checkContactId(id).find(({ severity }) => severity === 'error');
  if (error) throw new UserError(error.message);
  if (accounts.opened(accountId)?.book.contact(id)) throw new UserError(existsWords());
}

async function inputNewId(
  services: CommandServices,
  accountId: AccountId,
  title: string,
): Promise<string | undefined> {
  const book = services.accounts.opened(accountId)?.book;
  return await vscode.window.showInputBox({
    title,
    prompt: l10n.t('The id of the contact in your CRM. It cannot be changed later.'),
    ignoreFocusOut: true,
    validateInput: (text) => {
      if (text === '') return undefined;
      if (book?.contact(text)) return existsWords();
      const [problem] = checkContactId(text);
      if (!problem) return undefined;
      return problem.severity === 'error'
        ? problem.message
        : { message: problem.message, severity: vscode.InputBoxValidationSeverity.Warning };
    },
  });
}

function existsWords(): string {
  return l10n.t('There is already a contact with this id.');
}

/**
 * Opens a card that is not in Wazzup. Its text arrives as an edit, so that it counts as an unsaved draft from the start:
 * Save sends it even if nothing else was typed, and a window reload keeps it.
 */
async function openNew(
  { cards }: CommandServices,
  accountId: AccountId,
  id: string,
  text: string,
): Promise<vscode.Uri> {
  const uri = contactUri(accountId, id);
  if (cards.document(uri)) {
    await vscode.commands.executeCommand('vscode.openWith', uri, contactFormViewType);
    return uri;
  }
  cards.learn(uri, { kind: 'new' }, '');
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, document.positionAt(0), text);
  await vscode.workspace.applyEdit(edit);
  // "Revert File" brings this text back, not an empty document.
  cards.learn(uri, { kind: 'new' }, text);
  await vscode.commands.executeCommand('vscode.openWith', uri, contactFormViewType, {
    preview: false,
  });
  return uri;
}
