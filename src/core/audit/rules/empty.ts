import * as l10n from '@vscode/l10n';
import { isObject, textOf } from '../../contact/contact.ts';
import type { AuditRule } from '../auditRule.ts';
import { valueAt, withValue } from '../cardValue.ts';

/** "" for chatId, username or phone. */
export const empty: AuditRule = {
  id: 'empty',
  severity: 'error',
  certainty: 'certain',
  words: () => ({
    title: l10n.t('Empty value'),
    meaning: l10n.t('A chat id, a username or a phone is an empty text, which Wazzup refuses.'),
    example: '"phone": ""',
  }),
  // Where the row has another value to write to, nothing is lost with the empty one.
  fix: (contact, pointer) => {
    const row = valueAt(contact, pointer.slice(0, pointer.lastIndexOf('/')));
    if (!isObject(row)) return undefined;
    const isTelegram = row['chatType'] === 'telegram';
    const others = [row['chatId'], ...(isTelegram ? [row['username'], row['phone']] : [])];
    return others.some((value) => textOf(value) !== '')
      ? { after: withValue(contact, pointer, undefined), certainty: 'certain' }
      : undefined;
  },
};
