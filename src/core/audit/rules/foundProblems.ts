import * as l10n from '@vscode/l10n';
import type { AuditRule, RuleWords } from '../auditRule.ts';

/** Rules about problems that `validateContact` finds and nobody but the user can correct. */
export const foundProblems: readonly AuditRule[] = [
  rule('missing', 'error', () => ({
    title: l10n.t('Missing value'),
    meaning: l10n.t('A value that Wazzup wants is not there.'),
    example: '"name": null',
  })),
  rule('type', 'error', () => ({
    title: l10n.t('Wrong type'),
    meaning: l10n.t('A value is not text, or not a list, where Wazzup wants one.'),
    example: '"name": 5',
  })),
  rule('blank', 'error', () => ({
    title: l10n.t('Empty name or id'),
    meaning: l10n.t('A name, an id or a messenger has no visible character.'),
    example: '"name": " "',
  })),
  rule('tooLong', 'error', () => ({
    title: l10n.t('Too long'),
    meaning: l10n.t('Names and links have 200 characters at most, ids 100.'),
    example: '"name": "…"',
  })),
  rule('noRows', 'error', () => ({
    title: l10n.t('No messenger account'),
    meaning: l10n.t('The card has no messenger account at all.'),
    example: '"contactData": []',
  })),
  rule('maxAddress', 'error', () => ({
    title: l10n.t('MAX without an address'),
    meaning: l10n.t('A MAX account has neither a chat id nor a phone.'),
    example: '{ "chatType": "max" }',
  })),
  rule('telegramWithoutChatId', 'warning', () => ({
    title: l10n.t('Telegram without a chat id'),
    meaning: l10n.t('Newer documentation of Wazzup asks for the chat id of a Telegram account.'),
    example: '{ "chatType": "telegram", "username": "…" }',
  })),
  rule('unknownUser', 'warning', () => ({
    title: l10n.t('Unlisted person'),
    meaning: l10n.t('The responsible person is not in the list of users (any more).'),
    example: '"responsibleUserId": "…"',
  })),
  rule('longKeptId', 'warning', () => ({
    title: l10n.t('Id over 100 characters'),
    meaning: l10n.t('Wazzup may refuse to save a contact whose id is longer than documented.'),
    example: '"id": "…"',
  })),
];

function rule(
  id: AuditRule['id'],
  severity: AuditRule['severity'],
  words: () => RuleWords,
): AuditRule {
  return { id, severity, certainty: 'certain', words };
}
