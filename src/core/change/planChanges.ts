import type { AccountId } from '../accountId.ts';
import { sameContact } from '../contact/compareContacts.ts';
import type { Contact, WritableContact } from '../contact/contact.ts';
import type { ChangeSet, DeleteItem, Operation, UpsertItem } from './changeSet.ts';

/** What an upsert has to write; each wanted contact is in one of the two. */
export interface UpsertPlan {
  readonly changeSet: ChangeSet;
  /** Ids that hold already what is wanted, and so are left out. */
  readonly unchanged: readonly string[];
}

/**
 * What has to be written so that `wanted` is what the account holds.
 * @param current the contacts as they were read, by id; one that is missing here is created, and if it
 *   exists after all, that is a conflict.
 * Of equal ids the last one counts, as if they had been sent one after the other.
 */
export function planUpsert(
  accountId: AccountId,
  operation: Operation,
  wanted: readonly WritableContact[],
  current: Pick<ReadonlyMap<string, Contact>, 'get'>,
): UpsertPlan {
  const items: UpsertItem[] = [];
  const unchanged: string[] = [];
  for (const [id, after] of new Map(wanted.map((contact) => [contact.id, contact]))) {
    const before = current.get(id);
    if (before === undefined) items.push({ id, after });
    else if (sameContact(before, after)) unchanged.push(id);
    else items.push({ id, before, after });
  }
  return { changeSet: { accountId, operation, items }, unchanged };
}

/** The deletion of `contacts`, each as it was read; an id that occurs twice is deleted once. */
export function planDelete(
  accountId: AccountId,
  operation: Operation,
  contacts: readonly Contact[],
): ChangeSet {
  const byId = new Map(contacts.map((contact) => [contact.id, contact]));
  const items: DeleteItem[] = [...byId].map(([id, before]) => ({ id, before }));
  return { accountId, operation, items };
}
