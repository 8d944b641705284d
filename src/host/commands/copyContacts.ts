import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { contactLine, contactsText } from '../../core/contact/contactText.ts';
import { phoneNumbers } from '../../core/contact/phoneNumbers.ts';
import { surveyContacts } from '../../core/transfer/export/surveyContacts.ts';
import { UserError } from '../ui/userError.ts';
import type { CommandServices } from './commandServices.ts';
import { localSeparator } from './exportQuestions.ts';
import { type Target, targetContacts } from './targets.ts';

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

/** Copy as NDJSON: one contact a line. */
export async function copyNdjson(
  services: CommandServices,
  args: readonly unknown[],
): Promise<void> {
  const targets = await targetContacts(services, args);
  if (targets.length === 0) return;
  const lines = targets.map(({ contact }) => contactLine(contact));
  await copy(lines.join('\n'), l10n.t('NDJSON copied.'));
}

/** Copy as CSV: the table that an export writes. */
export async function copyCsv(services: CommandServices, args: readonly unknown[]): Promise<void> {
  const targets = await targetContacts(services, args);
  if (targets.length === 0) return;
  const contacts = targets.map(({ contact }) => contact);
  const survey = await surveyContacts(contacts, 'csv', new AbortController().signal);
  const { exportPieces } = await import('../../core/transfer/export/exportPieces.ts');
  const names = namesFor(services, targets);
  const pieces = exportPieces('csv', contacts, survey, {
    separator: localSeparator(),
    ...(names && { nameOf: names }),
  });
  // The mark of a file would be a character of the first cell.
  await copy([...pieces].join('').replace(/^\uFEFF/, ''), l10n.t('CSV copied.'));
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

/** Names by user id, where they are known and all contacts are of one account. */
function namesFor(
  { accounts }: CommandServices,
  targets: readonly Target[],
): ((userId: string) => string | undefined) | undefined {
  const [accountId, ...others] = new Set(targets.map((target) => target.accountId));
  const users = accountId && others.length === 0 ? accounts.opened(accountId)?.users : undefined;
  return users?.known && ((userId) => users.nameOf(userId));
}

function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

async function copy(text: string, done: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(done, 5000);
}
