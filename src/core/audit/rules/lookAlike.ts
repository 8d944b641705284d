import * as l10n from '@vscode/l10n';
import { shownText } from '../../contact/shownText.ts';
import type { AuditRule } from '../auditRule.ts';
import { reportedRows, reportedText, valueAt } from '../cardValue.ts';
import { correctedLetters } from '../mixedScript.ts';
import { textFix } from '../textFix.ts';

const inChatId = ['chatId'] as const;
const inUsername = ['username'] as const;
const nowhere = [] as const;

function nameKeys(chatType: string) {
  if (chatType === 'instagram') return inChatId;
  return chatType === 'telegram' ? inUsername : nowhere;
}

function messageOf(text: string): string | undefined {
  const corrected = correctedLetters(text);
  return (
    corrected &&
    l10n.t(
      '"{0}" mixes Latin and Cyrillic letters that look alike: search does not find it.',
      shownText(corrected.word),
    )
  );
}

/** A word with letters of two alphabets that look alike: search for it in either finds nothing. */
export const lookAlike: AuditRule = {
  id: 'lookAlike',
  severity: 'warning',
  certainty: 'certain',
  words: () => ({
    title: l10n.t('Look-alike letters'),
    meaning: l10n.t(
      'A word mixes letters of two alphabets that look alike, such as a Latin "a" in a Cyrillic name.',
    ),
    example: 'Aннa',
  }),
  check: (contact) => [
    ...reportedText(contact, 'name', messageOf),
    ...reportedRows(contact, nameKeys, messageOf),
  ],
  fix: (contact, pointer) => {
    const corrected = correctedLetters(String(valueAt(contact, pointer)));
    if (!corrected) return undefined;
    const isSure = pointer === '/name' && corrected.isSure;
    return textFix(contact, pointer, () => corrected.text, isSure ? 'certain' : 'likely');
  },
};
