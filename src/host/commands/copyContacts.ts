import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { contactsText } from '../../core/contact/contactText.ts';
import { phoneNumbers } from '../../core/contact/phoneNumbers.ts';
import { UserError } from '../ui/userError.ts';
import type { CommandServices } from './commandServices.ts';
import { targetContacts } from './targets.ts';

/** Copy Id: one a line. */
export async function copyId(services: CommandServices, args: readonly unknown[]): Promise<void> {
  const targets = await targetContacts(services, args);
  await copy(
    targets.map(({ contact }) => contact.id).join('\n'),
    targets.length === 1 ? l10n.t('Id copied.') : l10n.t('{0} ids copied.', targets.length),
  );
}

/** Copy as JSON: the contact, or an array of several. */
export async function copyJson(services: CommandServices, args: readonly unknown[]): Promise<void> {
  const targets = await targetContacts(services, args);
  if (targets.length === 0) return;
  await copy(contactsText(targets.map(({ contact }) => contact)), l10n.t('JSON copied.'));
}

/** Copy Phone Number: every number of the contacts, with + and one a line. */
export async function copyPhone(
  services: CommandServices,
  args: readonly unknown[],
): Promise<void> {
  const targets = await targetContacts(services, args);
  const numbers = new Set(targets.flatMap(({ contact }) => phoneNumbers(contact)));
  if (numbers.size === 0) throw new UserError(l10n.t('There is no phone number on this card.'));
  await copy(
    [...numbers].map((number) => `+${number}`).join('\n'),
    numbers.size === 1
      ? l10n.t('Phone number copied.')
      : l10n.t('{0} phone numbers copied.', numbers.size),
  );
}

/** Copy as cURL: the request that reads the contact. The key is never in it: the shell takes it from a variable. */
export async function copyCurl(services: CommandServices, args: readonly unknown[]): Promise<void> {
  const targets = await targetContacts(services, args);
  const commands = await Promise.all(
    targets.map(async ({ accountId, contact }) => {
      const { connection } = await services.accounts.open(accountId);
      const url = `${connection.baseUrl}/contacts/${encodeURIComponent(contact.id)}`;
      // Without the option curl takes the ids "." and ".." for steps in the path.
      return `curl --path-as-is --header "Authorization: Bearer $WAZZUP_API_KEY" ${shellQuoted(url)}`;
    }),
  );
  await copy(
    commands.join('\n'),
    l10n.t('cURL command copied. It takes the key from the variable WAZZUP_API_KEY.'),
  );
}

function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

async function copy(text: string, done: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(done, 5000);
}
