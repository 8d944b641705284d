import { pageSize } from '../../api/readRoutes.ts';
import type { Contact } from '../../contact/contact.ts';
import type { IdMap } from '../idMap.ts';
import type { ListPage } from '../readOn.ts';
import type { ContactIndex } from '../search/contactIndex.ts';
import { insertSorted } from '../sortedIds.ts';
import { TimeSlices } from '../timeSlices.ts';
import type { ScannedIds } from './scanList.ts';

/** So often other work may come in between and change what is known; then it has to wait. */
const attempts = 3;

/** What a complete scan found, all of which was put into the index. */
export interface IndexedIds extends ScannedIds {
  /** The index's `removals` when the scan began. */
  readonly removals: number;
}

/**
 * The ids of all contacts that are known, in the order in which a complete scan has found them. Who was written or read
 * since gets a place by code units. Rejects with the signal's reason.
 *
 * @param found what the scan found
 */
export async function listedIds(
  { ids, listed: all, removals }: IndexedIds,
  index: ContactIndex,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const slices = new TimeSlices(signal);
  for (let attempt = 1; ; attempt++) {
    const { size, length } = index;
    const pause = () => (attempt < attempts ? slices.next() : undefined);
    const isSame = index.removals === removals && size === ids.size;
    const listed = await filtered(all, (id) => isSame || index.has(id), pause);
    const news = isSame ? [] : await filtered(index.ids(), (id) => !ids.has(id), pause);
    if (attempt < attempts && (index.size !== size || index.length !== length)) continue;
    insertSorted(listed, news);
    return listed;
  }
}

/** What is known of the contacts of a list. */
interface ScannedContacts {
  readonly index: ContactIndex;
  /** Those that are shown: the index makes each anew. */
  readonly shown: Pick<IdMap<Contact>, 'get'>;
  /** Whether the server says how many there are. */
  readonly isCounted: boolean;
}

/** The list that a complete scan has found, as known now, page by page without a request. Rejects as `listedIds`. */
export async function scannedList(
  found: IndexedIds,
  { index, shown, isCounted }: ScannedContacts,
  signal: AbortSignal,
): Promise<ListPage> {
  const listed = await listedIds(found, index, signal);
  const contact = (id: string) => shown.get(id) ?? index.contact(id);
  return pagesOf(listed, contact, isCounted ? listed.length : undefined);
}

/** A list as if it were read from the server page by page, without a request. */
export function pagesOf(
  ids: readonly string[],
  contact: (id: string) => Contact | undefined,
  count: number | undefined,
): ListPage {
  return async (offset) => {
    const rows = ids.slice(offset, offset + pageSize);
    return { offset, rows: rows.length, contacts: rows.flatMap((id) => contact(id) ?? []), count };
  };
}

async function filtered(
  ids: Iterable<string>,
  test: (id: string) => boolean,
  pause: () => Promise<void> | undefined,
): Promise<string[]> {
  const kept: string[] = [];
  let looked = 0;
  for (const id of ids) {
    if (test(id)) kept.push(id);
    looked += 1;
    if (looked % 1024 === 0) await pause();
  }
  return kept;
}
