import type { AccountId } from '../accountId.ts';
import { sameContact } from '../contact/compareContacts.ts';
import type { Contact } from '../contact/contact.ts';
import { toWritable } from '../contact/writableContact.ts';
import { type LeftOut, leftOutAsInvalid, type Operation, type UpsertItem } from './changeSet.ts';
import type { UpsertPlan } from './planChanges.ts';

/** What a contact shall be, or in words for people why that cannot be said. */
export type Edit = { readonly after: Contact } | { readonly reason: string };

/**
 * Changes each contact as `edit` says. Left out with the reason is one for which `edit` has one, and one such that the
 * API would refuse it.
 *
 * @param contacts as they were read
 */
export function planEdits(
  accountId: AccountId,
  operation: Operation,
  contacts: readonly Contact[],
  edit: (contact: Contact) => Edit,
): UpsertPlan {
  const items: UpsertItem[] = [];
  const unchanged: string[] = [];
  const leftOut: LeftOut[] = [];
  for (const [id, before] of new Map(contacts.map((contact) => [contact.id, contact]))) {
    const edited = edit(before);
    if ('reason' in edited) {
      leftOut.push({ id, state: 'rejected', reason: edited.reason });
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
