import * as l10n from '@vscode/l10n';
import type { AuditRule } from '../auditRule.ts';
import { reportedNumbers } from '../cardNumbers.ts';
import { numberFix } from '../numberFix.ts';

/** A number that may be known in the messenger by a digit more or less. */
export const otherSpelling: AuditRule = {
  id: 'otherSpelling',
  severity: 'info',
  certainty: 'likely',
  words: () => ({
    title: l10n.t('Other spelling'),
    meaning: l10n.t(
      'Mobile numbers of Brazil, Mexico and Argentina, among others, are written in two ways, and a messenger may know the other one.',
    ),
    example: '54 11 … → 54 9 11 …',
  }),
  check: (contact, context) =>
    reportedNumbers(contact, context, (judgement) =>
      judgement.kind === 'otherSpelling'
        ? l10n.t(
            'This number may be known to the messenger as {0}: compare it with the chat.',
            judgement.digits,
          )
        : undefined,
    ),
  fix: numberFix,
};
