import * as l10n from '@vscode/l10n';
import type { AuditRule } from '../auditRule.ts';
import { reportedNumbers } from '../cardNumbers.ts';
import { numberFix } from '../numberFix.ts';

/** A Russian or Kazakh number as it is dialled at home, with 8 before it. */
export const eightForSeven: AuditRule = {
  id: 'eightForSeven',
  severity: 'warning',
  certainty: 'certain',
  words: () => ({
    title: l10n.t('8 instead of 7'),
    meaning: l10n.t('Russian and Kazakh numbers begin with 7 in messengers, not with 8.'),
    example: '89000000000',
  }),
  check: (contact, context) =>
    reportedNumbers(contact, context, (judgement) =>
      judgement.kind === 'eightForSeven'
        ? l10n.t(
            'This number begins with 8, as it is dialled in Russia and Kazakhstan. Messengers want 7: {0}.',
            judgement.digits,
          )
        : undefined,
    ),
  fix: numberFix,
};
