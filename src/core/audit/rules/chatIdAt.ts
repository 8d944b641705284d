import * as l10n from '@vscode/l10n';
import type { AuditRule } from '../auditRule.ts';
import { withoutAt } from '../textFix.ts';

/** An Instagram name with @. */
export const chatIdAt: AuditRule = {
  id: 'chatIdAt',
  severity: 'error',
  certainty: 'certain',
  words: () => ({
    title: l10n.t('@ before an Instagram name'),
    meaning: l10n.t('Instagram names are written without @.'),
    example: '@anna.smirnova',
  }),
  fix: withoutAt,
};
