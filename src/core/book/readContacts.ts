import type { ApiConnection, CallOptions } from '../api/connection.ts';
import type { Contact } from '../contact/contact.ts';
import { ContactLookup } from './contactLookup.ts';
import { type LookHints, planLook } from './planLook.ts';

/** The present state of some contacts. An id in neither could not be determined: the list kept changing. */
export interface ReadContacts {
  readonly found: ReadonlyMap<string, Contact>;
  /** Not in the account, as a complete look has shown. */
  readonly missing: readonly string[];
}

/**
 * Reads the present state of the contacts with these ids by whichever needs fewer requests: one request each, the pages
 * on which they were last seen with single requests for the rest, or the whole list.
 *
 * Ids that have no address of their own (`.`, `..`) are looked for in the list, and so are those with `/`, `\` or `%`
 * that are answered with 404: whether servers decode them is undocumented. "" is no contact's id.
 *
 * @throws ApiError; the signal's reason when cancelled
 */
export async function readContacts(
  connection: ApiConnection,
  ids: readonly string[],
  hints: LookHints,
  call: CallOptions,
): Promise<ReadContacts> {
  const lookup = new ContactLookup(connection, ids, call);
  const plan = planLook(lookup.left(), hints);
  if (plan.kind === 'pages') await lookup.readPages(plan.offsets);
  if (plan.kind === 'list') await lookup.readList();
  await lookup.readSingly();
  await lookup.readList();
  return { found: lookup.found, missing: [...lookup.missing] };
}
