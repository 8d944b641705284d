import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { LiveProblem } from '../../core/audit/liveProblems.ts';
import { type Contact, rowsOf, textOf } from '../../core/contact/contact.ts';
import { contactTitle } from '../../core/contact/describeContact.ts';
import { shownText } from '../../core/contact/shownText.ts';
import { accountText, messengerOf, responsibleText } from './contactRow.ts';

/** Everything on a card. Its values are written as plain text: they may look like Markdown. */
export function contactTooltip(
  contact: Contact,
  nameOf: (userId: string) => string | undefined,
  problems: readonly Pick<LiveProblem, 'message'>[],
): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  const line = (name: string, value: string) =>
    text.appendMarkdown('\n- ').appendText(name).appendMarkdown(': ').appendText(shownText(value));
  text.appendMarkdown('**').appendText(contactTitle(contact).trim()).appendMarkdown('**\n');
  for (const row of rowsOf(contact)) line(messengerOf(row), accountDetails(row));
  text.appendMarkdown('\n');
  const responsibleId = textOf(contact.responsibleUserId);
  if (responsibleId !== '') {
    const name = responsibleText(contact, nameOf);
    line(
      l10n.t('Responsible'),
      name === responsibleId ? responsibleId : l10n.t('{0} ({1})', name, responsibleId),
    );
  }
  line(l10n.t('Id'), contact.id);
  if (textOf(contact.uri) !== '') line(l10n.t('Link to the CRM'), textOf(contact.uri));
  if (problems.length > 0) text.appendMarkdown('\n\n---\n');
  for (const { message } of problems) text.appendMarkdown('\n- ').appendText(message);
  return text;
}

function accountDetails(row: Parameters<typeof accountText>[0]): string {
  const shown = accountText(row);
  const chatId = textOf(row.chatId);
  return chatId === '' || shown.endsWith(chatId) ? shown : `${shown} (${chatId})`;
}
