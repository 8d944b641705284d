import ICAL from 'ical.js';
import { type Contact, rowKeys, rowsOf, textOf } from '../../contact/contact.ts';
import { phoneNumbers } from '../../contact/phoneNumbers.ts';
import { chatProperty, responsibleProperty } from '../vcardProperties.ts';
import { inParts } from './inParts.ts';

/**
 * Contacts as vCards 4.0: address books get name, numbers and link; what only Wazzup has stands in properties of its
 * own, a messenger account as JSON.
 */
export function* vcardPieces(contacts: Iterable<Contact>): Generator<string> {
  for (const part of inParts(contacts)) {
    yield part.map((contact) => ICAL.stringify(cardOf(contact))).join('');
  }
}

/** A property as jCard (RFC 7095) has it. */
type Property = readonly [name: string, parameters: object, type: string, value: string];

/** As jCard: to make the objects of ical.js first would take longer than to write them. */
function cardOf(contact: Contact): unknown[] {
  const card: Property[] = [];
  const add = (name: string, value: string, type = 'text') => {
    // ical.js writes a carriage return as it is, and a line would end there.
    card.push([name, {}, type, value.replace(/\r\n?/g, '\n')]);
  };
  add('version', '4.0');
  add('uid', contact.id);
  // A vCard must have a name.
  add('fn', textOf(contact.name) || contact.id);
  for (const number of phoneNumbers(contact)) add('tel', `tel:+${number}`, 'uri');
  for (const row of rowsOf(contact)) {
    const documented = rowKeys.flatMap((key) => (textOf(row[key]) ? [[key, row[key]]] : []));
    add(chatProperty, JSON.stringify(Object.fromEntries(documented)));
  }
  const responsible = textOf(contact.responsibleUserId);
  if (responsible !== '') add(responsibleProperty, responsible);
  const uri = textOf(contact.uri);
  if (uri !== '') add('url', uri, 'uri');
  return ['vcard', card, []];
}
