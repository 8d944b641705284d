import { type Contact, contactKeys, isObject, rowKeys, rowsOf } from '../../contact/contact.ts';
import type { ExportFormat } from './exportFormat.ts';

/**
 * Whether a contact comes back from a file of this format as it was read, as far as the API documents it. Tables and
 * vCards hold texts: what is odd about a card (values that are empty or no texts, rows without any) is lost in them.
 */
export function isHeldBy(format: ExportFormat, contact: Contact): boolean {
  if (format === 'json' || format === 'ndjson') return true;
  const isHeld = (value: unknown): boolean =>
    value === undefined || value === null || (isText(value) && !isChangedBy(format, value));
  const rows = rowsOf(contact);
  return (
    contactKeys.every((key) => key === 'contactData' || isHeld(contact[key])) &&
    (format === 'csv' || isText(contact.name)) &&
    Array.isArray(contact.contactData) &&
    contact.contactData.length === rows.length &&
    rows.every((row) => rowKeys.every((key) => isHeld(row[key])) && hasText(row))
  );
}

function hasText(row: object): boolean {
  return isObject(row) && rowKeys.some((key) => isText(row[key]));
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/**
 * What is blank says nothing when it is read, UTF-8 has no half of a surrogate pair, a text ends with a zero byte for many
 * programs, and a line of a vCard with a carriage return.
 */
function isChangedBy(format: ExportFormat, value: string): boolean {
  return (
    /\p{Surrogate}/u.test(value) ||
    value.includes('\0') ||
    value.trim() === '' ||
    (format === 'vcard' && value.includes('\r'))
  );
}
