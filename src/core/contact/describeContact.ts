import type { Contact } from './contact.ts';
import { rowsOf, textOf } from './contact.ts';
import { shownText } from './shownText.ts';

/** What to call a contact: its name, else its id, as `shownText`. */
export function contactTitle(contact: Contact): string {
  const name = shownText(textOf(contact.name));
  return name.trim() === '' ? shownText(contact.id) : name;
}

/** How to show one messenger account. */
export interface ChatLabel {
  /** As in the card; "" where it has none. */
  readonly chatType: string;
  /** The first of chatId, username and phone, as in the card. */
  readonly label: string;
}

/** The first messenger account that has something to show: a chatId, a username or a phone. Undefined if none has. */
export function primaryChat(contact: Contact): ChatLabel | undefined {
  for (const row of rowsOf(contact)) {
    const label = [row.chatId, row.username, row.phone]
      .map(textOf)
      .find((text) => text.trim() !== '');
    if (label !== undefined) return { chatType: textOf(row.chatType), label };
  }
  return undefined;
}
