import type { ApiConnection, CallOptions } from '../api/connection.ts';
import type { Contact } from '../contact/contact.ts';
import { ContactLookup } from './contactLookup.ts';
import type { IdMap } from './idMap.ts';
import type { LookHints } from './lookHints.ts';
import { planLook } from './planLook.ts';

/** What helps to look for contacts, and how far the look goes. */
export interface LookOptions extends Partial<LookHints> {
  /** Whether ids with an address may stay undetermined that only reading the whole list would settle. */
  readonly mayLeaveOpen?: boolean;
  /**
   * How a contact may be: one that is read as exactly this is handed over as this very object, and any other one with the
   * values that it has in common with these, so that a quarter of a million are not in memory twice.
   */
  readonly known?: (id: string) => readonly Contact[];
}

/** The present state of some contacts. An id in neither was not determined: the list kept changing, or it may stay open. */
export interface ReadContacts {
  readonly found: Pick<IdMap<Contact>, 'get' | 'has' | 'keys'>;
  /** Not in the account, as a complete look has shown. */
  readonly missing: readonly string[];
}

/** The same, as far as it could be read, and what ended the reading early. */
export interface ReadSoFar extends Pick<ReadContacts, 'found'> {
  readonly missing: Pick<IdMap<true>, 'has' | 'keys'>;
  readonly failure?: { readonly error: unknown };
}

/**
 * Reads the present state of the contacts with these ids by whichever needs fewer requests: one request each, the pages
 * on which they were last seen with single requests for the rest, or the whole list.
 *
 * Ids that have no address of their own (`.`, `..`) are looked for in the list, where they were last seen before
 * anywhere else. So are those with `/`, `\` or `%` that are answered with 404, as long as the server was not seen to
 * decode them: whether it does is undocumented. "" is no contact's id.
 *
 * @throws ApiError, "timeout" with the detail "wholeList" if the time was not enough to read the list; the signal's
 *   reason when cancelled
 */
export async function readContacts(
  connection: ApiConnection,
  ids: readonly string[],
  options: LookOptions,
  call: CallOptions,
): Promise<ReadContacts> {
  const { failure, found, missing } = await readAsFarAsPossible(connection, ids, options, call);
  if (failure) throw failure.error;
  return { found, missing: [...missing.keys()] };
}

/** As `readContacts`, but a failure comes with what was read before it. Never rejects. */
export async function readAsFarAsPossible(
  connection: ApiConnection,
  ids: readonly string[],
  options: LookOptions,
  call: CallOptions,
): Promise<ReadSoFar> {
  const lookup = new ContactLookup(connection, call, options.known);
  let failure: { readonly error: unknown } | undefined;
  try {
    await lookup.lookFor(ids);
    const isConclusive = (id: string) => connection.escapedIds.isConclusive(id);
    const plan = await planLook(await lookup.left(), options, isConclusive, call.signal);
    if (plan.kind === 'pages') await lookup.readPages(plan.offsets);
    if (plan.kind === 'list') await lookup.readList();
    await lookup.readSingly();
    await lookup.readNearby(options);
    if (options.someId) await lookup.proveMissing(options.someId);
    if (!options.mayLeaveOpen) await lookup.readList();
  } catch (error) {
    failure = { error };
  }
  return { found: lookup.found, missing: lookup.missing, ...(failure && { failure }) };
}
