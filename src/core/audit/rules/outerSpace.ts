import * as l10n from '@vscode/l10n';
import type { AuditRule } from '../auditRule.ts';
import { valueAt } from '../cardValue.ts';
import { textFix } from '../textFix.ts';

/** A value other than the name that begins or ends with white space. */
export const outerSpace: AuditRule = {
  id: 'outerSpace',
  severity: 'warning',
  certainty: 'certain',
  words: () => ({
    title: l10n.t('Space around a value'),
    meaning: l10n.t('An id, a chat id or a username begins or ends with a space.'),
    example: '"anna_smirnova "',
  }),
  fix: (contact, pointer, { userIds }) => {
    // An id cannot be changed, and a user may have such an id.
    if (pointer === '/id') return undefined;
    const value = valueAt(contact, pointer);
    if (pointer === '/responsibleUserId' && userIds?.has(String(value))) return undefined;
    return textFix(contact, pointer, (text) => text.trim());
  },
};
