import type { CountryCode } from 'libphonenumber-js/min';
import { type ContactRow, textOf } from '../../contact/contact.ts';
import { wholeNumber } from './wholeNumber.ts';

/** Whether the messenger goes by phone numbers: they are its chatIds. */
export function goesByNumber({ chatType }: ContactRow): boolean {
  return chatType === 'whatsapp' || chatType === 'viber';
}

/** The same for all spellings of one chatId of a messenger; undefined where the row has none. */
export function chatIdKey(row: ContactRow, country: CountryCode | undefined): string | undefined {
  const chatId = textOf(row.chatId).trim();
  if (chatId === '') return undefined;
  if (goesByNumber(row)) return wholeNumber(chatId, country) ?? chatId;
  // Names of accounts; others are ids, of which nobody knows whether their case matters.
  return row.chatType === 'instagram' ? nameKey(chatId) : chatId;
}

/** The same for all spellings of a username; undefined where the row has none. */
export function usernameKey(row: ContactRow): string | undefined {
  return nameKey(textOf(row.username));
}

/** The same for all spellings of the row's `phone`; undefined where it has none. */
export function phoneKey(row: ContactRow, country: CountryCode | undefined): string | undefined {
  const phone = textOf(row.phone).trim();
  return phone === '' ? undefined : (wholeNumber(phone, country) ?? phone);
}

function nameKey(name: string): string | undefined {
  return name.trim().replace(/^@/, '').toLowerCase() || undefined;
}
