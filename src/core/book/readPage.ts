import { type ContactPage, pageSize } from '../api/readRoutes.ts';
import type { Contact } from '../contact/contact.ts';

/** Two million contacts: a list that goes on after so many pages has no end. */
export const mostPages = 20_000;

/** Consecutive rows of the list as one or several answers gave them. No id is in it twice. */
export interface ReadPage {
  /** Position of the first row. */
  readonly offset: number;
  /** How many rows the server sent; more than `contacts` where some have no usable id. */
  readonly rows: number;
  readonly contacts: readonly Contact[];
  /** The number of contacts in the account, as the server gave it. */
  readonly count: number | undefined;
}

/**
 * Whether nothing comes after this page: it is empty, or `count` is reached, or it is short where there is no count.
 * A count that promises more than an empty page shows is wrong.
 */
export function reachesEnd({ offset, rows, count }: ReadPage): boolean {
  return rows === 0 || (count === undefined ? rows < pageSize : offset + rows >= count);
}

/** `later` appended to `earlier`; where they overlap each contact is kept once. */
export function joinPages(earlier: ReadPage, later: ReadPage): ReadPage {
  const known = new Set(earlier.contacts.map((contact) => contact.id));
  const end = Math.max(
    earlier.offset + earlier.rows,
    later.rows > 0 ? later.offset + later.rows : 0,
  );
  return {
    offset: earlier.offset,
    rows: end - earlier.offset,
    contacts: [...earlier.contacts, ...later.contacts.filter((contact) => !known.has(contact.id))],
    count: later.count,
  };
}

/** The answer to a request for the page at `offset`; an id that repeats is kept once. */
export function readPageOf(offset: number, { rows, contacts, count }: ContactPage): ReadPage {
  const byId = new Map(contacts.map((contact) => [contact.id, contact]));
  return { offset, rows, contacts: [...byId.values()], count };
}
