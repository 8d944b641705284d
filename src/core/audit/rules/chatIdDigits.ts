import * as l10n from '@vscode/l10n';
import type { AuditRule } from '../auditRule.ts';
import { numberFix } from '../numberFix.ts';

/** A chatId of WhatsApp or Viber with anything but digits. */
export const chatIdDigits: AuditRule = {
  id: 'chatIdDigits',
  severity: 'error',
  certainty: 'certain',
  words: () => ({
    title: l10n.t('Not digits only'),
    meaning: l10n.t('WhatsApp and Viber numbers are digits only, with the country code.'),
    example: '+7 900 000-00-00',
  }),
  fix: numberFix,
};
