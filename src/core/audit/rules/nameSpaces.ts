import * as l10n from '@vscode/l10n';
import type { AuditRule } from '../auditRule.ts';
import { reportedText } from '../cardValue.ts';
import { textFix } from '../textFix.ts';

const outer = /^\p{Zs}+|\p{Zs}+$/gu;
const several = /\p{Zs}{2,}/gu;

function tidied(name: string): string {
  return name.replace(outer, '').replace(several, ' ');
}

/** Spaces around a name, or several in a row within it. */
export const nameSpaces: AuditRule = {
  id: 'nameSpaces',
  severity: 'warning',
  certainty: 'certain',
  words: () => ({
    title: l10n.t('Spaces in a name'),
    meaning: l10n.t('A name begins or ends with a space, or has several in a row.'),
    example: '"Anna  Smirnova "',
  }),
  check: (contact) =>
    reportedText(contact, 'name', (name) =>
      tidied(name) === name
        ? undefined
        : l10n.t('The name has spaces around it, or several in a row.'),
    ),
  fix: (contact, pointer) => textFix(contact, pointer, tidied),
};
