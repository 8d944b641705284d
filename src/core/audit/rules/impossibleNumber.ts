import * as l10n from '@vscode/l10n';
import type { AuditRule } from '../auditRule.ts';
import { reportedNumbers } from '../cardNumbers.ts';
import { numberFix } from '../numberFix.ts';

/** A number such that no country has numbers like it: too short, too long, an unknown country code. */
export const impossibleNumber: AuditRule = {
  id: 'impossibleNumber',
  severity: 'warning',
  certainty: 'certain',
  words: () => ({
    title: l10n.t('Impossible number'),
    meaning: l10n.t(
      'No country has numbers like it: digits are missing or too many, or the country code is.',
    ),
    example: '7900000',
  }),
  check: (contact, context) =>
    reportedNumbers(contact, context, (judgement) => {
      if (judgement.kind !== 'impossible') return undefined;
      return judgement.digits === undefined
        ? l10n.t('No country has numbers like this: correct it.')
        : l10n.t('No country has numbers like this. Is {0} meant?', judgement.digits);
    }),
  fix: numberFix,
};
