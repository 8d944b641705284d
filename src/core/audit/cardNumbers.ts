import type { Contact } from '../contact/contact.ts';
import type { AuditContext, Found } from './auditRule.ts';
import { type RowKey, reportedRows } from './cardValue.ts';
import type { PhoneJudgement } from './phoneFacts.ts';

const inChatId: readonly RowKey[] = ['chatId'];
const inPhone: readonly RowKey[] = ['phone'];
const nowhere: readonly RowKey[] = [];

/** Where a row of this messenger has a phone number. */
function numberKeys(chatType: string): readonly RowKey[] {
  if (chatType === 'whatsapp' || chatType === 'viber') return inChatId;
  return chatType === 'telegram' || chatType === 'max' ? inPhone : nowhere;
}

/** The phone numbers of a contact of which `messageOf` has something to say; what is not all digits is an error already. */
export function reportedDigits(
  contact: Contact,
  messageOf: (digits: string) => string | undefined,
): readonly Found[] {
  return reportedRows(contact, numberKeys, (text) =>
    /^\d+$/.test(text) ? messageOf(text) : undefined,
  );
}

/** The same by what the numbers are. */
export function reportedNumbers(
  contact: Contact,
  { phones, country }: AuditContext,
  messageOf: (judgement: PhoneJudgement) => string | undefined,
): readonly Found[] {
  return reportedDigits(contact, (digits) => {
    const judgement = phones.judge(digits, country);
    return judgement.kind === 'fine' ? undefined : messageOf(judgement);
  });
}
