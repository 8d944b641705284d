import type { ApiConnection, CallOptions } from '../api/connection.ts';
import { isAddressable } from '../api/readRoutes.ts';
import type { Contact } from '../contact/contact.ts';
import { lookHintsOf } from './lookHints.ts';
import { readContacts } from './readContacts.ts';
import type { Rows } from './rows.ts';

/** Contacts of our own whose place in the list is not known, by id. */
export type AddedContacts = Map<string, Contact>;

/**
 * Reads those again that are not among `rows`. One that only the whole list would show stays as it was. Rejects as
 * `readContacts` does.
 */
export async function readAddedAgain(
  added: AddedContacts,
  rows: Rows,
  connection: ApiConnection,
  call: CallOptions,
): Promise<void> {
  const ids = [...added.keys()].filter((id) => !rows.contacts.has(id) && isAddressable(id));
  const options = { ...lookHintsOf(rows), mayLeaveOpen: true };
  const { found, missing } = await readContacts(connection, ids, options, call);
  for (const id of ids) {
    const contact = found.get(id);
    if (contact) added.set(id, contact);
  }
  for (const id of missing) added.delete(id);
}

/** Brings them to what is known of all contacts: who is not among those is gone. */
export function renewAdded(
  added: AddedContacts,
  all: { contact(id: string): Contact | undefined },
): void {
  for (const id of added.keys()) {
    const contact = all.contact(id);
    if (contact) added.set(id, contact);
    else added.delete(id);
  }
}
