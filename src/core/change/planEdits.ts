import type { AccountId } from '../accountId.ts';
import { IdMap } from '../book/idMap.ts';
import { TimeSlices } from '../book/timeSlices.ts';
import { sameContact } from '../contact/compareContacts.ts';
import { type Contact, textOf } from '../contact/contact.ts';
import { toWritable } from '../contact/writableContact.ts';
import { type LeftOut, leftOutAsInvalid, type Operation, type UpsertItem } from './changeSet.ts';
import type { UpsertPlan } from './planChanges.ts';

/** What a contact shall be, or in words for people why that cannot be said. */
export type Edit = { readonly after: Contact } | { readonly reason: string };

/** Contacts of one account that are to be changed in the same way. */
export interface EditedContacts {
  readonly accountId: AccountId;
  /** As they were read; of equal ids the last one counts. */
  readonly contacts: readonly Contact[];
  readonly signal: AbortSignal;
}

/**
 * Changes each contact as `edit` says. Left out with the reason is one for which `edit` has one, and one such that the
 * API would refuse it. Lets other work go on every few milliseconds. Rejects with the signal's reason.
 */
export async function planEdits(
  operation: Operation,
  { accountId, contacts, signal }: EditedContacts,
  edit: (contact: Contact) => Edit,
): Promise<UpsertPlan> {
  const slices = new TimeSlices(signal);
  const items: UpsertItem[] = [];
  const unchanged: string[] = [];
  const leftOut: LeftOut[] = [];
  const last = new IdMap<Contact>();
  for (const contact of contacts) {
    await slices.next();
    last.set(contact.id, contact);
  }
  for (const before of contacts) {
    await slices.next();
    const { id } = before;
    if (last.get(id) !== before) continue;
    last.delete(id);
    const edited = edit(before);
    if ('reason' in edited) {
      const name = textOf(before.name);
      leftOut.push({ id, state: 'rejected', reason: edited.reason, ...(name !== '' && { name }) });
    } else if (sameContact(before, edited.after)) {
      unchanged.push(id);
    } else {
      const writable = toWritable(edited.after, { exists: true });
      if ('contact' in writable) items.push({ id, before, after: writable.contact });
      else leftOut.push(leftOutAsInvalid(edited.after, writable.problems));
    }
  }
  return { changeSet: { accountId, operation, items, leftOut }, unchanged };
}
