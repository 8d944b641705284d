import * as l10n from '@vscode/l10n';
import type { AuditRule } from '../auditRule.ts';
import { removalFix } from '../textFix.ts';

/** A username with a messenger that has none. */
export const usernameNotAllowed: AuditRule = {
  id: 'usernameNotAllowed',
  severity: 'error',
  certainty: 'certain',
  words: () => ({
    title: l10n.t('Username not allowed'),
    meaning: l10n.t('Only Telegram accounts may have a username.'),
    example: '{ "chatType": "vk", "username": "…" }',
  }),
  fix: removalFix,
};
