import * as l10n from '@vscode/l10n';
import type { Contact } from '../contact/contact.ts';
import { contactTitle } from '../contact/describeContact.ts';
import { jsonPointer } from '../contact/jsonPointer.ts';
import { quoted } from '../contact/quoted.ts';
import type { Finding } from './auditContact.ts';
import { sharedChat } from './rules/sharedChat.ts';
import type { Others } from './sharedChats.ts';

/** @param others who else has the chat, by the index of the row */
export function sharedChatFindings(
  others: ReadonlyMap<number, Others>,
  contactOf: (id: string) => Contact | undefined,
): readonly Finding[] {
  return [...others].map(([index, { count, ids }]) => {
    const found = ids.map((id) => ({ id, title: contactTitle(contactOf(id) ?? { id }) }));
    const names = found.map(({ title }) => quoted(title));
    const list = [...names, ...(count > names.length ? ['…'] : [])].join(', ');
    return {
      rule: sharedChat,
      severity: sharedChat.severity,
      pointer: jsonPointer('contactData', index),
      message:
        count === 1
          ? l10n.t('Another card has this chat, too: {0}.', list)
          : l10n.t('{0} other cards have this chat, too: {1}.', count, list),
      others: found,
    };
  });
}
