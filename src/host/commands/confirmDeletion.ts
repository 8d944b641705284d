import * as l10n from '@vscode/l10n';
import type { Contact } from '../../core/contact/contact.ts';
import { contactTitle } from '../../core/contact/describeContact.ts';
import { askModal } from '../ui/askModal.ts';

const namesShown = 10;

/** Asks before contacts are deleted, with their number and names. Every deletion asks, also from code. */
export async function confirmDeletion(
  accountName: string,
  contacts: readonly Contact[],
  note?: string,
): Promise<boolean> {
  const [only] = contacts;
  const names = contacts.slice(0, namesShown).map((contact) => `• ${contactTitle(contact)}`);
  const more = contacts.length - names.length;
  const question =
    only && contacts.length === 1
      ? l10n.t('Delete "{0}" from "{1}"?', contactTitle(only), accountName)
      : l10n.t('Delete {0} contacts from "{1}"?', contacts.length.toLocaleString(), accountName);
  const detail = [
    ...(contacts.length === 1 ? [] : names),
    ...(more > 0 ? [l10n.t('… and {0} more', more.toLocaleString())] : []),
    ...(note ? ['', note] : []),
    '',
    l10n.t('Wazzup deletes contacts for good. The chats stay.'),
  ];
  const isAgreed = await askModal(question, detail.join('\n').trim(), [[l10n.t('Delete'), true]]);
  return isAgreed ?? false;
}
