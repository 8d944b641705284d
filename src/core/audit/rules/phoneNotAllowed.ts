import * as l10n from '@vscode/l10n';
import type { AuditRule } from '../auditRule.ts';
import { removalFix } from '../textFix.ts';

/** A phone with a messenger that has none. */
export const phoneNotAllowed: AuditRule = {
  id: 'phoneNotAllowed',
  severity: 'error',
  certainty: 'certain',
  words: () => ({
    title: l10n.t('Phone not allowed'),
    meaning: l10n.t('Only Telegram and MAX accounts may have a phone.'),
    example: '{ "chatType": "vk", "phone": "…" }',
  }),
  fix: removalFix,
};
