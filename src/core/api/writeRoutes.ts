import { contactKeys, rowKeys, textOf, type WritableContact } from '../contact/contact.ts';
import type { ApiConnection, CallOptions } from './connection.ts';
import { contactPath } from './readRoutes.ts';

/** The documented number of contacts or ids in one request. */
export const writeLimit = 100;

/**
 * Creates the contacts that do not exist and replaces those that do, by id. Only documented keys are sent,
 * whatever else the objects hold. Any 2xx is a success, whatever its body, unless that is an object with an
 * `error`; it does not tell that anything was stored: read it back.
 *
 * @param contacts 1 to 100, no id twice (RangeError)
 * @throws ApiError: after "network", "timeout" and "server" they may have been stored, after "invalid" treat
 *   the whole request as not confirmed; the signal's reason when cancelled, which too leaves it open
 */
export async function upsertContacts(
  connection: ApiConnection,
  contacts: readonly WritableContact[],
  call: CallOptions,
): Promise<void> {
  checkIds(contacts.map((contact) => contact.id));
  const body = JSON.stringify(contacts, [...contactKeys, ...rowKeys]);
  await connection.request({ method: 'POST', route: '/contacts', body }, call);
}

/**
 * Deletes one contact for good. "notFound" if the server answers 404, unless an earlier attempt of this
 * very call may have deleted it.
 *
 * @throws RangeError if the id has no address of its own (`isAddressable`); ApiError: after "network",
 *   "timeout" and "server" it may have been deleted; the signal's reason when cancelled
 */
export async function deleteContact(
  connection: ApiConnection,
  id: string,
  call: CallOptions,
): Promise<'deleted' | 'notFound'> {
  const { status, mayHaveRunBefore } = await connection.request(
    { method: 'DELETE', route: '/contacts/{id}', path: contactPath(id), mayBeAbsent: true },
    call,
  );
  return status === 404 && !mayHaveRunBefore ? 'notFound' : 'deleted';
}

/** What a bulk deletion answered. */
export interface BulkDeletion {
  /** Those of the ids that did not exist; none if an earlier attempt of this very call may have deleted them. */
  readonly notFound: readonly string[];
  /** False: a 2xx without the documented list. Read again to know. */
  readonly confirmed: boolean;
}

/**
 * Deletes contacts for good, by id; the server answers with the ids it does not have.
 *
 * @param ids 1 to 100, none empty, none twice (RangeError)
 * @throws ApiError as deleteContact; the signal's reason when cancelled
 */
export async function bulkDeleteContacts(
  connection: ApiConnection,
  ids: readonly string[],
  call: CallOptions,
): Promise<BulkDeletion> {
  checkIds(ids);
  const { body, mayHaveRunBefore } = await connection.request(
    { method: 'PATCH', route: '/contacts/bulk_delete', body: JSON.stringify(ids) },
    call,
  );
  const unknown = new Set(Array.isArray(body) ? body.map(readId) : []);
  const notFound = mayHaveRunBefore ? [] : ids.filter((id) => unknown.has(id));
  return { notFound, confirmed: Array.isArray(body) };
}

/** Ids are texts; a whole number is read as its digits, as in a contact. */
function readId(value: unknown): string {
  return typeof value === 'number' ? String(value) : textOf(value);
}

/** The API answers such requests with an error or, for an id twice, a 500: they are a mistake of the caller. */
function checkIds(ids: readonly string[]): void {
  if (ids.length < 1 || ids.length > writeLimit) {
    throw new RangeError(`${ids.length} entities in one request, 1 to ${writeLimit} are allowed`);
  }
  if (ids.includes('')) throw new RangeError('an empty id cannot be written');
  if (new Set(ids).size < ids.length) throw new RangeError('an id stands twice in one request');
}
