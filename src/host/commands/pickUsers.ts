import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type Contact, textOf } from '../../core/contact/contact.ts';
import { shownText } from '../../core/contact/shownText.ts';
import { numberText } from '../../core/numberText.ts';
import type { AccountRecord } from '../accounts/accountRecord.ts';
import type { CommandServices } from './commandServices.ts';

/**
 * Asks for the users that contacts are given to: one, or several. Where the account's users cannot be read an id is
 * asked for.
 *
 * @param contacts how many of them each user has already is shown
 */
export async function pickUsers(
  { accounts }: CommandServices,
  account: AccountRecord,
  contacts: readonly Contact[],
): Promise<readonly string[]> {
  const { users } = await accounts.open(account.id);
  const known = await users.users({ signal: new AbortController().signal });
  if (!known || known.length === 0) return [await inputUserId()];
  const owned = new Map<string, number>();
  for (const contact of contacts) {
    const owner = textOf(contact.responsibleUserId);
    owned.set(owner, (owned.get(owner) ?? 0) + 1);
  }
  const picked = await vscode.window.showQuickPick(
    known.map(({ id, name }) => ({
      label: shownText(name) || shownText(id),
      description: ownedText(owned.get(id)),
      id,
    })),
    {
      title: l10n.t('Who Shall Be Responsible?'),
      placeHolder: l10n.t('Choose one person, or several to spread the contacts evenly'),
      canPickMany: true,
      matchOnDescription: true,
    },
  );
  if (!picked || picked.length === 0) throw new vscode.CancellationError();
  return picked.map(({ id }) => id);
}

function ownedText(count: number | undefined): string {
  return count === undefined
    ? ''
    : l10n.t('{0} of these contacts', numberText(count, vscode.env.language));
}

async function inputUserId(): Promise<string> {
  const id = await vscode.window.showInputBox({
    title: l10n.t('Who Shall Be Responsible?'),
    prompt: l10n.t('The names of the users could not be read: type the id of one.'),
  });
  if (!id?.trim()) throw new vscode.CancellationError();
  return id.trim();
}
