import { isJsonObject, type StoredContact } from './json.ts';
import type { Variants } from './variants.ts';

/** A stored contact as reads show it. What was seeded shows as it is, unknown keys and nulls included. */
export function viewContact(contact: StoredContact, variants: Variants): unknown {
  if (variants.optional === 'absent' && variants.readDetails === 'full') return contact;
  const contactData = contact['contactData'];
  const rows = Array.isArray(contactData)
    ? contactData.map((row: unknown) => viewRow(row, variants))
    : contactData;
  return {
    ...contact,
    ...('contactData' in contact ? { contactData: rows } : {}),
    ...(variants.optional === 'null' && !('uri' in contact) ? { uri: null } : {}),
  };
}

function viewRow(row: unknown, variants: Variants): unknown {
  if (!isJsonObject(row)) return row;
  if (variants.readDetails === 'full') return { ...row, ...absentAsNull(row) };
  const { username: _username, phone: _phone, ...short } = row;
  return short;
}

function absentAsNull(row: object): object {
  return {
    ...('username' in row ? {} : { username: null }),
    ...('phone' in row ? {} : { phone: null }),
  };
}
