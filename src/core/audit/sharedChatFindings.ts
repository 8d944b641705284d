import * as l10n from '@vscode/l10n';
import type { Contact } from '../contact/contact.ts';
import { contactTitle } from '../contact/describeContact.ts';
import { jsonPointer } from '../contact/jsonPointer.ts';
import type { Finding } from './auditContact.ts';
import { sharedChat } from './rules/sharedChat.ts';

/** So many of the others are named. */
const mostNamed = 3;

/** @param others the ids of contacts with the same chat, by the index of the row */
export function sharedChatFindings(
  others: ReadonlyMap<number, readonly string[]>,
  contactOf: (id: string) => Contact | undefined,
): readonly Finding[] {
  return [...others].map(([index, ids]) => {
    const names = ids.slice(0, mostNamed).map((id) => `"${contactTitle(contactOf(id) ?? { id })}"`);
    const list = [...names, ...(ids.length > names.length ? ['…'] : [])].join(', ');
    return {
      rule: sharedChat,
      severity: sharedChat.severity,
      pointer: jsonPointer('contactData', index),
      message:
        ids.length === 1
          ? l10n.t('Another card has this chat, too: {0}.', list)
          : l10n.t('{0} other cards have this chat, too: {1}.', ids.length, list),
    };
  });
}
