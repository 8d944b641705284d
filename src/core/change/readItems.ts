import type { CallOptions } from '../api/connection.ts';
import { readAsFarAsPossible } from '../book/readContacts.ts';
import type { Contact } from '../contact/contact.ts';
import type { ChangeItem } from './changeSet.ts';
import type { RoadAccount } from './roadAccount.ts';

/** The present state of some contacts. An id in neither could not be found out: `failure`, or the list kept changing. */
export interface ItemsRead {
  readonly found: ReadonlyMap<string, Contact>;
  readonly missing: ReadonlySet<string>;
  /** What ended the reading early. */
  readonly failure?: { readonly error: unknown };
}

/**
 * Reads the items' contacts by as few requests as the book's knowledge allows.
 * @param gone the ids that are expected to be gone: no page needs to be read to find them on.
 * Never rejects: what was read before a failure counts.
 */
export async function readItems(
  items: readonly ChangeItem[],
  { connection, book }: RoadAccount,
  gone: ReadonlySet<string>,
  call: CallOptions,
): Promise<ItemsRead> {
  const hints = book.lookHints;
  const { missing, ...read } = await readAsFarAsPossible(
    connection,
    items.map((item) => item.id),
    { ...hints, offsetsOf: (ids) => hints.offsetsOf(ids.filter((id) => !gone.has(id))) },
    call,
  );
  return { ...read, missing: new Set(missing) };
}
