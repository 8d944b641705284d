import * as l10n from '@vscode/l10n';
import type { AuditRule } from '../auditRule.ts';
import { valueAt } from '../cardValue.ts';
import { textFix } from '../textFix.ts';

const isLink = (text: string) => /^https?:\/\/\S+$/i.test(text);
const isAddress = (text: string) => /^[\p{L}\d-]+(\.[\p{L}\d-]+)+(:\d+)?(\/\S*)?$/u.test(text);

/** A link that no browser opens. */
export const uriNotLink: AuditRule = {
  id: 'uriNotLink',
  severity: 'warning',
  certainty: 'certain',
  words: () => ({
    title: l10n.t('Link that is none'),
    meaning: l10n.t('The link to the CRM is none that a browser opens.'),
    example: 'crm.example.com/contacts/10542',
  }),
  fix: (contact, pointer) => {
    const uri = String(valueAt(contact, pointer)).trim();
    if (isLink(uri)) return textFix(contact, pointer, () => uri);
    return isAddress(uri) ? textFix(contact, pointer, () => `https://${uri}`, 'likely') : undefined;
  },
};
