import { IdMap } from '../book/idMap.ts';
import { TimeSlices } from '../book/timeSlices.ts';
import { type Contact, textOf } from '../contact/contact.ts';
import type { UpsertPlan } from './planChanges.ts';
import { type EditedContacts, planEdits } from './planEdits.ts';

/**
 * Makes each contact the responsibility of the user that `users` names for its id. One such that the API would refuse it
 * for other reasons is left out. Lets other work go on every few milliseconds. Rejects with the signal's reason.
 */
export async function planReassign(
  edited: EditedContacts,
  users: Pick<IdMap<string>, 'get'>,
): Promise<UpsertPlan> {
  return await planEdits('reassign', edited, (contact) => {
    const responsibleUserId = users.get(contact.id);
    return { after: responsibleUserId === undefined ? contact : { ...contact, responsibleUserId } };
  });
}

/**
 * Who of `userIds` gets which contact, so that no two of them differ by more than one contact and as few as possible
 * change hands. Lets other work go on every few milliseconds. Rejects with the signal's reason.
 *
 * @returns user ids by contact id
 */
export async function spreadEvenly(
  { contacts, signal }: Pick<EditedContacts, 'contacts' | 'signal'>,
  userIds: readonly string[],
): Promise<IdMap<string>> {
  const slices = new TimeSlices(signal);
  const room = await roomOf(contacts, userIds, slices);
  const given = new IdMap<string>();
  const give = (contact: Contact, userId: string) => {
    given.set(contact.id, userId);
    room.set(userId, (room.get(userId) ?? 0) - 1);
  };
  for (const contact of contacts) {
    await slices.next();
    const owner = textOf(contact.responsibleUserId);
    if ((room.get(owner) ?? 0) > 0) give(contact, owner);
  }
  for (const contact of contacts) {
    await slices.next();
    if (given.has(contact.id)) continue;
    const next = userIds.find((userId) => (room.get(userId) ?? 0) > 0);
    if (next !== undefined) give(contact, next);
  }
  return given;
}

/** How many contacts each user gets; who has the most already gets what cannot be divided. */
async function roomOf(
  contacts: readonly Contact[],
  userIds: readonly string[],
  slices: TimeSlices,
): Promise<Map<string, number>> {
  const owned = new Map(userIds.map((userId) => [userId, 0]));
  for (const contact of contacts) {
    await slices.next();
    const owner = textOf(contact.responsibleUserId);
    const before = owned.get(owner);
    if (before !== undefined) owned.set(owner, before + 1);
  }
  const least = Math.floor(contacts.length / owned.size);
  const undivided = contacts.length - least * owned.size;
  const byOwned = [...owned].sort(([, a], [, b]) => b - a);
  return new Map(byOwned.map(([userId], index) => [userId, index < undivided ? least + 1 : least]));
}
