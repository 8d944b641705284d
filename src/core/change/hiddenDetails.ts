import { isSameRow, sameContact } from '../contact/compareContacts.ts';
import { type Contact, type ContactRow, isObject, rowsOf } from '../contact/contact.ts';

/*
 * `username` and `phone` of a row are details that a server may leave out of its answers: the documentation of
 * the reading routes names neither.
 */

/** Whether a reading has details, so that its server does not hide them. */
export function showsDetails(contact: Contact): boolean {
  return rowsOf(contact).some((row) => row.username != null || row.phone != null);
}

/**
 * Whether `seen` is `wanted` as a server shows it that hides details. Not one whose answer had some a moment
 * before (`before`): it does not hold them any more.
 */
export function isSameButHidden(
  wanted: Contact,
  seen: Contact,
  before: Contact | undefined,
): boolean {
  return !isShown(before, seen) && sameContact(withoutDetails(wanted), seen);
}

/** Whether the server shows details, as far as these readings of a contact tell. */
export function isShown(before: Contact | undefined, seen: Contact): boolean {
  return showsDetails(seen) || (before !== undefined && showsDetails(before));
}

/** `contact` with the details of `known` in the rows that are the same apart from them and have none of that kind. */
export function withDetailsOf(known: Contact, contact: Contact): Contact {
  if (!showsDetails(known) || !Array.isArray(contact.contactData)) return contact;
  const givers = [...rowsOf(known)];
  const contactData = contact.contactData.map((row: unknown) => {
    if (!isObject(row)) return row;
    const index = givers.findIndex((giver) => isSameRow(bare(giver), bare(row)));
    const [giver] = index < 0 ? [] : givers.splice(index, 1);
    return giver
      ? { ...row, ...missing('username', giver, row), ...missing('phone', giver, row) }
      : row;
  });
  return { ...contact, contactData };
}

function withoutDetails(contact: Contact): Contact {
  return { ...contact, contactData: rowsOf(contact).map(bare) };
}

function bare({ username, phone, ...row }: ContactRow): ContactRow {
  return row;
}

function missing(key: 'username' | 'phone', giver: ContactRow, row: ContactRow): ContactRow {
  return row[key] == null && giver[key] != null ? { [key]: giver[key] } : {};
}
