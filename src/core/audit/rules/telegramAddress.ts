import * as l10n from '@vscode/l10n';
import { rowsOf } from '../../contact/contact.ts';
import type { AuditRule } from '../auditRule.ts';
import { withValue } from '../cardValue.ts';

/** A Telegram account without chatId, username and phone. */
export const telegramAddress: AuditRule = {
  id: 'telegramAddress',
  severity: 'error',
  certainty: 'certain',
  words: () => ({
    title: l10n.t('Telegram without an address'),
    meaning: l10n.t('A Telegram account has no chat id, no username and no phone.'),
    example: '{ "chatType": "telegram" }',
  }),
  fix: (contact, pointer) =>
    rowsOf(contact).length > 1 && /^\/contactData\/\d+$/.test(pointer)
      ? { after: withValue(contact, pointer, undefined), certainty: 'likely' }
      : undefined,
};
