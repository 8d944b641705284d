import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Contact } from '../../core/contact/contact.ts';
import { contactTitle } from '../../core/contact/describeContact.ts';
import { askModal } from '../ui/askModal.ts';
import { countText } from '../ui/countText.ts';

const namesShown = 10;

interface DeletionFacts {
  /** Whether the history keeps what is deleted. */
  readonly isKept: boolean;
  /** So many contacts ask for their number to be typed. */
  readonly typedFrom: number;
  /** What else the user should know. */
  readonly note?: string;
}

/** Asks before contacts are deleted, with their number and names. Every deletion asks, also from code. */
export async function confirmDeletion(
  accountName: string,
  contacts: readonly Contact[],
  { isKept, typedFrom, note }: DeletionFacts,
): Promise<boolean> {
  const [only] = contacts;
  const names = contacts.slice(0, namesShown).map((contact) => `• ${contactTitle(contact)}`);
  const more = contacts.length - names.length;
  const question =
    only && contacts.length === 1
      ? l10n.t('Delete "{0}" from "{1}"?', contactTitle(only), accountName)
      : l10n.t('Delete {0} contacts from "{1}"?', countText(contacts.length), accountName);
  const detail = [
    ...(contacts.length === 1 ? [] : names),
    ...(more > 0 ? [l10n.t('… and {0} more', countText(more))] : []),
    ...(note ? ['', note] : []),
    '',
    isKept
      ? l10n.t('The chats stay. The History view can bring the contacts back.')
      : l10n.t('Wazzup deletes contacts for good. The chats stay.'),
  ];
  const isAgreed = await askModal(question, detail.join('\n').trim(), [[l10n.t('Delete'), true]]);
  if (!isAgreed) return false;
  return contacts.length < typedFrom || (await typesCount(contacts.length, accountName));
}

/** Lets the number of contacts that are deleted be typed. Whether it was. */
export async function typesCount(count: number, accountName: string): Promise<boolean> {
  const isCount = (text: string) => text.trim() === String(count);
  const typed = await vscode.window.showInputBox({
    title: l10n.t('Delete {0} Contacts from "{1}"', countText(count), accountName),
    prompt: l10n.t('Type {0} to delete them.', count),
    ignoreFocusOut: true,
    validateInput: (text) =>
      text === '' || isCount(text) ? undefined : l10n.t('The number is {0}.', count),
  });
  return typed !== undefined && isCount(typed);
}
