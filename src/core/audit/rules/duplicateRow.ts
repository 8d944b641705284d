import * as l10n from '@vscode/l10n';
import type { AuditRule } from '../auditRule.ts';
import { withValue } from '../cardValue.ts';

/** The same row twice in a card. */
export const duplicateRow: AuditRule = {
  id: 'duplicateRow',
  severity: 'warning',
  certainty: 'certain',
  words: () => ({
    title: l10n.t('Doubled account'),
    meaning: l10n.t('A messenger account stands in the card more than once.'),
    example: 'whatsapp 79000000000, whatsapp 79000000000',
  }),
  fix: (contact, pointer) => ({
    after: withValue(contact, pointer, undefined),
    certainty: 'certain',
  }),
};
