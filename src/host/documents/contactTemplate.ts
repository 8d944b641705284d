import type { Contact } from '../../core/contact/contact.ts';
import { contactText } from '../../core/contact/contactText.ts';

/** The text of a card that is not in Wazzup yet, with one row to fill in. */
export function newContactText(id: string): string {
  const template: Contact = {
    id,
    responsibleUserId: '',
    name: '',
    contactData: [{ chatType: 'whatsapp', chatId: '' }],
  };
  return contactText(template);
}
