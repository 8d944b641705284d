import type { CallOptions } from '../api/connection.ts';
import { mapById } from '../book/mapById.ts';
import { readAsFarAsPossible } from '../book/readContacts.ts';
import { TimeSlices } from '../book/timeSlices.ts';
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

/** How the account most likely is. */
interface Expected {
  /** The ids of contacts that are gone: no page needs to be read to find them on. */
  readonly gone: ReadonlySet<string>;
  readonly contactOf: (item: ChangeItem) => Contact | undefined;
}

/**
 * Reads the items' contacts by as few requests as the book's knowledge allows.
 * Never rejects: what was read before a failure counts.
 */
export async function readItems(
  items: readonly ChangeItem[],
  { connection, book }: RoadAccount,
  { gone, contactOf }: Expected,
  call: CallOptions,
): Promise<ItemsRead> {
  const hints = book.lookHints;
  const byId = await mapById(items, new TimeSlices());
  const { missing, ...read } = await readAsFarAsPossible(
    connection,
    items.map((item) => item.id),
    {
      ...hints,
      offsetsOf: (ids) => hints.offsetsOf(ids.filter((id) => !gone.has(id))),
      known: (id) => {
        const item = byId.get(id);
        return item && contactOf(item);
      },
    },
    call,
  );
  return { ...read, missing: new Set(missing) };
}
