import { type Contact, isObject, textOf } from '../contact/contact.ts';
import { readContact } from '../contact/readContact.ts';
import { shownText } from '../contact/shownText.ts';
import { ApiError } from './apiError.ts';
import type { ApiConnection, CallOptions } from './connection.ts';
import { readList } from './listAnswer.ts';

/** The documented number of rows of a page. */
export const pageSize = 100;

/** A server that takes no notice of pages may send more; nobody looks through more than this at once. */
const mostRows = 10_000;

/** One page of the list, as the server sees it at that moment. */
export interface ContactPage {
  /** The total number of contacts; undefined if the server tells none that can be used. */
  readonly count: number | undefined;
  /** The rows with a usable id, in the server's order; an id may repeat one of another page. */
  readonly contacts: readonly Contact[];
  /** The number of rows the server sent, unusable ones included. */
  readonly rows: number;
}

/**
 * One page of contacts: documented up to 100 rows from position `offset`, sorted by id, and the total
 * number. An offset at or beyond the end gives an empty page. A bare list is taken too, without a count.
 *
 * @param offset a whole number from 0 (RangeError)
 * @throws ApiError; the signal's reason when cancelled
 */
export async function listContacts(
  connection: ApiConnection,
  offset: number,
  call: CallOptions,
): Promise<ContactPage> {
  if (!Number.isSafeInteger(offset) || offset < 0) throw new RangeError(`offset: ${offset}`);
  const { body, status } = await connection.request(
    {
      method: 'GET',
      route: '/contacts',
      path: `/contacts?offset=${offset}`,
      needsJson: true,
    },
    call,
  );
  const list = readList(body, 'contacts', status);
  if (list.rows.length > mostRows) throw new ApiError('badResponse', { status, detail: 'shape' });
  const contacts = list.rows.map(readContact).filter((contact) => contact !== undefined);
  return { count: list.count, contacts, rows: list.rows.length };
}

/**
 * Whether one contact can be read and deleted under its own address. Not "." and ".." (URL parsers take
 * them out of a path), not "" (that is the list), not half a surrogate pair (it has no UTF-8).
 */
export function isAddressable(id: string): boolean {
  return id !== '' && id !== '.' && id !== '..' && !/\p{Surrogate}/u.test(id);
}

/** The path of one contact. @throws RangeError if it is not addressable */
export function contactPath(id: string): string {
  if (!isAddressable(id)) throw new RangeError(`a contact "${id}" has no address of its own`);
  return `/contacts/${encodeURIComponent(id)}`;
}

/**
 * One contact as the server has it now, or undefined if it answers 404. Some servers may answer 404 for
 * every id with `/`, `\` or `%` in it: do not take an id for gone of which `connection.escapedIds` says
 * that this is not conclusive.
 *
 * @throws RangeError if the id is not addressable; ApiError, "badResponse" too if another contact is
 *   answered; the signal's reason when cancelled
 */
export async function getContact(
  connection: ApiConnection,
  id: string,
  call: CallOptions,
): Promise<Contact | undefined> {
  const { body, status } = await connection.request(
    {
      method: 'GET',
      route: '/contacts/{id}',
      path: contactPath(id),
      needsJson: true,
      mayBeAbsent: true,
    },
    call,
  );
  if (status === 404) return undefined;
  const contact = readContact(body);
  if (contact?.id !== id) throw new ApiError('badResponse', { status, detail: 'shape' });
  connection.escapedIds.noteFound(id);
  return contact;
}

/** An employee who may be responsible for contacts. */
export interface User {
  readonly id: string;
  /** As `shownText`; "" if the server tells none. */
  readonly name: string;
}

/** A server that never ends its list is believed no further; documented clients know of 1000 users at most. */
const pageLimit = 100;
const userLimit = 10_000;

/**
 * The active users, in the server's order, each id once. Newer documentation has a plain list, older pages
 * of 100 with a count, which are all read; 10,000 users at most.
 *
 * @throws ApiError; the signal's reason when cancelled
 */
export async function listUsers(
  connection: ApiConnection,
  call: CallOptions,
): Promise<readonly User[]> {
  const users = new Map<string, User>();
  let offset = 0;
  for (let page = 0; page < pageLimit; page++) {
    const path = offset === 0 ? '/users' : `/users?offset=${offset}`;
    const request = { method: 'GET', route: '/users', path, needsJson: true } as const;
    const { body, status } = await connection.request(request, call);
    const list = readList(body, 'users', status);
    const known = users.size;
    for (const row of list.rows) {
      const user = readUser(row);
      if (user && !users.has(user.id)) users.set(user.id, user);
    }
    offset += list.rows.length;
    const isLast = list.count === undefined ? list.rows.length < 100 : offset >= list.count;
    if (!list.isPaged || isLast || users.size === known || users.size >= userLimit) break;
  }
  return [...users.values()].slice(0, userLimit);
}

function readUser(row: unknown): User | undefined {
  if (!isObject(row)) return undefined;
  const id = typeof row['id'] === 'number' ? String(row['id']) : textOf(row['id']);
  return id === '' ? undefined : { id, name: shownText(textOf(row['name'])) };
}
