import { type Contact, contactKeys, rowKeys } from './contact.ts';
import { jsonText, type KeyOrder } from './jsonText.ts';

export { parseContactText } from './parseContactText.ts';

const documentedOrder: KeyOrder = {
  keys: contactKeys,
  within: new Map([['contactData', { keys: rowKeys }]]),
};

/**
 * The canonical text of a contact: documented keys in documented order at both levels, then the others as
 * read; two spaces, one value a line, a newline at the end. It reads back as the very same contact.
 */
export function contactText(contact: Contact): string {
  return `${jsonText(contact, documentedOrder)}\n`;
}

/** The same on one line, without a line break at its end. */
export function contactLine(contact: Contact): string {
  // Line breaks within values are escaped.
  return contactText(contact).trimEnd().replace(/\n */g, ' ');
}

/** The text of one contact, or of several as an array. */
export function contactsText(contacts: readonly Contact[]): string {
  const texts = contacts.map((contact) => contactText(contact).trimEnd());
  if (texts.length === 1) return texts.join('');
  return `[\n${texts.map((text) => `  ${text.replaceAll('\n', '\n  ')}`).join(',\n')}\n]`;
}
