import type { CallOptions } from '../api/connection.ts';
import type { IdMap } from '../book/idMap.ts';
import { mapById } from '../book/mapById.ts';
import { type ReadSoFar, readAsFarAsPossible } from '../book/readContacts.ts';
import { TimeSlices } from '../book/timeSlices.ts';
import type { Contact } from '../contact/contact.ts';
import type { ChangeItem } from './changeSet.ts';
import type { RoadAccount } from './roadAccount.ts';

/** How the account most likely is. */
interface Expected {
  /** The ids of contacts that are gone: no page needs to be read to find them on. */
  readonly gone: Pick<IdMap<unknown>, 'has' | 'size'>;
  /** How an item's contact may be. */
  readonly contactsOf: (item: ChangeItem) => readonly Contact[];
}

/**
 * Reads the items' contacts by as few requests as the book's knowledge allows. An id that is neither found nor missing
 * could not be found out: there was a failure, or the list kept changing. Never rejects: what was read before a failure
 * counts.
 */
export async function readItems(
  items: readonly ChangeItem[],
  { connection, book }: RoadAccount,
  { gone, contactsOf }: Expected,
  call: CallOptions,
): Promise<ReadSoFar> {
  const hints = book.lookHints;
  const byId = await mapById(items, new TimeSlices());
  return await readAsFarAsPossible(
    connection,
    items.map((item) => item.id),
    {
      ...hints,
      offsetsOf: async (ids) => await hints.offsetsOf(await without(ids, gone, call.signal)),
      known: (id) => {
        const item = byId.get(id);
        return item ? contactsOf(item) : [];
      },
    },
    call,
  );
}

async function without(
  ids: readonly string[],
  others: Expected['gone'],
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (others.size === 0) return ids;
  const slices = new TimeSlices(signal);
  const left: string[] = [];
  for (const id of ids) {
    await slices.next();
    if (!others.has(id)) left.push(id);
  }
  return left;
}
