import * as l10n from '@vscode/l10n';
import { chatTypeOfTransport } from '../../contact/contactDoubts.ts';
import type { AuditRule } from '../auditRule.ts';
import { textFix } from '../textFix.ts';

/** The name of a channel's transport in the place of a chat type. */
export const transport: AuditRule = {
  id: 'transport',
  severity: 'warning',
  certainty: 'certain',
  words: () => ({
    title: l10n.t('Channel for messenger'),
    meaning: l10n.t('wapi, tgapi and maxbot name kinds of channels; a row names the messenger.'),
    example: 'tgapi',
  }),
  fix: (contact, pointer) => textFix(contact, pointer, (text) => chatTypeOfTransport(text) ?? text),
};
