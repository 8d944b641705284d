import * as l10n from '@vscode/l10n';
import type { AuditRule } from '../auditRule.ts';
import { numberFix } from '../numberFix.ts';

/** A phone with anything but digits. */
export const phoneDigits: AuditRule = {
  id: 'phoneDigits',
  severity: 'error',
  certainty: 'certain',
  words: () => ({
    title: l10n.t('Phone not digits only'),
    meaning: l10n.t('A phone is digits only, with the country code.'),
    example: '8 (900) 000-00-00',
  }),
  fix: numberFix,
};
