import * as l10n from '@vscode/l10n';
import type { AuditRule } from '../auditRule.ts';

/** The same chat in several cards: `Audit` finds it, since it takes all of them to tell. */
export const sharedChat: AuditRule = {
  id: 'sharedChat',
  severity: 'warning',
  certainty: 'likely',
  words: () => ({
    title: l10n.t('Shared chat'),
    meaning: l10n.t(
      'Several cards have the same chat, as a family or a company may; else it is not known who is responsible for it.',
    ),
    example: 'whatsapp 79000000000',
  }),
};
