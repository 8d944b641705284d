import * as l10n from '@vscode/l10n';
import type { AuditRule } from '../auditRule.ts';
import { reportedDigits } from '../cardNumbers.ts';

/** A number of which a spreadsheet has kept the first digits alone, and made zeros of the others. */
const rounded = /^[1-9]\d{3,}0{6,}$/;

/** A number that a spreadsheet has spoilt; `validateContact` finds those that still show it. */
export const spoiltNumber: AuditRule = {
  id: 'spoiltNumber',
  severity: 'error',
  certainty: 'certain',
  words: () => ({
    title: l10n.t('Spoilt by a spreadsheet'),
    meaning: l10n.t('A spreadsheet has kept the first digits of a long number only.'),
    example: '7,9E+10',
  }),
  check: (contact) =>
    reportedDigits(contact, (digits) =>
      rounded.test(digits)
        ? l10n.t(
            'This number ends with many zeros, as if a spreadsheet had rounded it: take it from where it came from.',
          )
        : undefined,
    ),
};
