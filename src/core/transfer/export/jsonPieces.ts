import type { Contact } from '../../contact/contact.ts';
import { contactLine, contactText } from '../../contact/contactText.ts';
import { inParts } from './inParts.ts';

/** Contacts as a JSON array, each in its canonical form, as read: with what the API does not document, too. */
export function* jsonPieces(contacts: Iterable<Contact>): Generator<string> {
  let separator = '[\n';
  for (const part of inParts(contacts)) {
    const texts = part.map((contact) => indented(contactText(contact)));
    yield `${separator}${texts.join(',\n')}`;
    separator = ',\n';
  }
  yield separator === ',\n' ? '\n]\n' : '[]\n';
}

/** Contacts as JSON, one a line, as read. */
export function* ndjsonPieces(contacts: Iterable<Contact>): Generator<string> {
  for (const part of inParts(contacts)) {
    yield part.map((contact) => `${contactLine(contact)}\n`).join('');
  }
}

export function indented(text: string): string {
  // Within values there may be line breaks of other kinds.
  return `  ${text.trimEnd().replaceAll('\n', '\n  ')}`;
}
