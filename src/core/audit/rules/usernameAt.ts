import * as l10n from '@vscode/l10n';
import type { AuditRule } from '../auditRule.ts';
import { withoutAt } from '../textFix.ts';

/** A Telegram user name with @. */
export const usernameAt: AuditRule = {
  id: 'usernameAt',
  severity: 'error',
  certainty: 'certain',
  words: () => ({
    title: l10n.t('@ before a Telegram name'),
    meaning: l10n.t('Telegram user names are written without @.'),
    example: '@anna_smirnova',
  }),
  fix: withoutAt,
};
