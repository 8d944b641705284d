import * as l10n from '@vscode/l10n';
import { documentedSpelling } from '../../contact/contactDoubts.ts';
import type { AuditRule } from '../auditRule.ts';
import { textFix } from '../textFix.ts';

/** A chat type that is not documented. */
export const unknownChatType: AuditRule = {
  id: 'unknownChatType',
  severity: 'warning',
  certainty: 'certain',
  words: () => ({
    title: l10n.t('Unknown messenger'),
    meaning: l10n.t('The documentation of Wazzup does not name this messenger.'),
    example: 'WhatsApp → whatsapp',
  }),
  fix: (contact, pointer) => textFix(contact, pointer, (text) => documentedSpelling(text) ?? text),
};
