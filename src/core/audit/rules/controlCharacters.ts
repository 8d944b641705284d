import * as l10n from '@vscode/l10n';
import type { AuditRule } from '../auditRule.ts';
import { reportedRows, reportedText } from '../cardValue.ts';
import { textFix } from '../textFix.ts';

/** Line breaks, tabs and what else steers a terminal. */
const controls = /[\p{Cc}\u2028\u2029]+/gu;
/** Characters without a form that turn the text around them about, or hide. Those that join emoji are none. */
const hidden = /[\u00ad\u200b\u202a-\u202e\u2060-\u206f\ufeff]/gu;
const any = /[\p{Cc}\u2028\u2029\u00ad\u200b\u202a-\u202e\u2060-\u206f\ufeff]/u;

function cleaned(text: string): string {
  return text.replace(controls, ' ').replace(hidden, '').trim();
}

const keys = ['chatId', 'username'] as const;
const nowhere = [] as const;

function messageOf(text: string): string | undefined {
  return any.test(text)
    ? l10n.t(
        'There are line breaks, tabs or other characters in here that nobody sees: search does not find what they stand in.',
      )
    : undefined;
}

/** Characters that nobody sees. */
export const controlCharacters: AuditRule = {
  id: 'controlCharacters',
  severity: 'warning',
  certainty: 'certain',
  words: () => ({
    title: l10n.t('Invisible characters'),
    meaning: l10n.t('Line breaks, tabs and other characters without a form, mostly pasted ones.'),
    example: 'Anna\\u200b',
  }),
  check: (contact) => [
    ...reportedText(contact, 'name', messageOf),
    ...reportedText(contact, 'uri', messageOf),
    ...reportedRows(
      contact,
      // There anything but digits is an error already.
      (chatType) => (chatType === 'whatsapp' || chatType === 'viber' ? nowhere : keys),
      messageOf,
    ),
  ],
  fix: (contact, pointer) => textFix(contact, pointer, cleaned),
};
