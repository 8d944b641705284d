import { type Contact, type ContactRow, rowsOf, textOf } from './contact.ts';

/** The phone numbers of a contact, digits only and each once, in the order of its rows. */
export function phoneNumbers(contact: Contact): readonly string[] {
  return [...new Set(rowsOf(contact).flatMap(numbersOf))];
}

/** WhatsApp and Viber have the number in `chatId`. */
function numbersOf({ chatType, chatId, phone }: ContactRow): readonly string[] {
  const isNumber = chatType === 'whatsapp' || chatType === 'viber';
  return [isNumber ? textOf(chatId) : '', textOf(phone)].filter((text) => /^\d+$/.test(text));
}
