import * as l10n from '@vscode/l10n';
import { idLimit, newIdLimit } from '../../contact/contactId.ts';
import type { AuditRule } from '../auditRule.ts';

/** An id that Wazzup may not take a second time, were the contact deleted and restored. */
export const longId: AuditRule = {
  id: 'longId',
  severity: 'info',
  certainty: 'likely',
  words: () => ({
    title: l10n.t('Id over 64 characters'),
    meaning: l10n.t(
      'Wazzup documents up to 100 characters, but may refuse a contact whose id has more than 64.',
    ),
    example: 'contact-0000-…',
  }),
  check: ({ id }) =>
    id.length > newIdLimit && id.length <= idLimit
      ? [
          {
            pointer: '/id',
            message: l10n.t(
              'The id has {0} characters. Wazzup documents up to 100, but may refuse a new contact whose id is longer than 64.',
              id.length,
            ),
          },
        ]
      : [],
};
