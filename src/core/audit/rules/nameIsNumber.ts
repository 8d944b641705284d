import * as l10n from '@vscode/l10n';
import { rowsOf, textOf } from '../../contact/contact.ts';
import type { AuditRule } from '../auditRule.ts';
import { reportedText } from '../cardValue.ts';

/** Digits, and what people write between those of a number. */
const numberLike = /^\+?[\d\s().\-–—]+$/;

/** A name that is the contact's number or id, as jobs write it that know no name. */
export const nameIsNumber: AuditRule = {
  id: 'nameIsNumber',
  severity: 'info',
  certainty: 'likely',
  words: () => ({
    title: l10n.t('Number or id for a name'),
    meaning: l10n.t("The name is the contact's number or id, as synchronisations write it."),
    example: '+7 900 000-00-00',
  }),
  check: (contact) =>
    reportedText(contact, 'name', (name) => {
      const isId = name.trim() === contact.id;
      // National numbers are compared from their first digit on that is not a prefix.
      const endOf = (text: string) => text.replace(/\D/g, '').slice(-10);
      const isNumber =
        numberLike.test(name) &&
        endOf(name).length >= 7 &&
        rowsOf(contact).some((row) =>
          [row.chatId, row.phone].some((value) => endOf(textOf(value)) === endOf(name)),
        );
      if (isId) return l10n.t("The name is the contact's id: give its real name.");
      return isNumber ? l10n.t("The name is the contact's number: give its real name.") : undefined;
    }),
};
