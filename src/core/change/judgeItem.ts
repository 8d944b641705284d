import { contactChanges, sameContact } from '../contact/compareContacts.ts';
import type { Contact } from '../contact/contact.ts';
import { isUpsert, type UpsertItem } from './changeSet.ts';
import { isSameButHidden, isShown, withDetailsOf } from './hiddenDetails.ts';
import type { Outcome, Rejected, Unknown } from './outcome.ts';
import type { Refused, SentItem } from './sentItem.ts';

/**
 * What a fresh look tells of an item that was sent.
 * @param seen the contact as read after the request; undefined if the account does not hold it.
 * @returns undefined if nothing has changed, which may be the server's delay: look again later, and call
 *   `settleUnchanged` when waiting is over.
 */
export function judgeItem(sent: SentItem, seen: Contact | undefined): Outcome | undefined {
  const { item } = sent;
  const { id, before } = item;
  if (!isUpsert(item)) {
    if (seen !== undefined) return undefined;
    return sent.answer === 'absent' ? { kind: 'notFound', id } : { kind: 'done', id };
  }
  if (seen === undefined) return undefined;
  // Both may be so if all that was changed is hidden; then it cannot be seen whether it was stored.
  if (before !== undefined && sameContact(before, seen)) return undefined;
  if (sameContact(item.after, seen)) return { kind: 'done', id, now: seen };
  const differences = contactChanges(item.after, seen);
  if (isSameButHidden(item.after, seen, before)) {
    return { kind: 'done', id, now: withDetailsOf(item.after, seen), unseen: differences };
  }
  return sent.answer === 'refused'
    ? rejected(sent)
    : { kind: 'unknown', id, ...errorOf(sent), now: seen, ...differencesOf(item, seen) };
}

/** What an item comes to that still looks, after all the waiting, as if it had not been sent. */
export function settleUnchanged(sent: SentItem, seen: Contact | undefined): Rejected | Unknown {
  const { item } = sent;
  if (sent.answer === 'refused') return rejected(sent);
  return {
    kind: 'unknown',
    id: item.id,
    ...errorOf(sent),
    ...(seen && { now: seen }),
    ...(seen && isUpsert(item) && differencesOf(item, seen)),
  };
}

/** What an item comes to that could not be read back: because of `error`, or because the list kept changing. */
export function settleUnread(sent: SentItem, error?: unknown): Unknown {
  const cause = error === undefined ? {} : { error };
  return { kind: 'unknown', id: sent.item.id, ...cause, ...errorOf(sent) };
}

function rejected({ item, fields, error }: Refused): Rejected {
  return { kind: 'rejected', id: item.id, fields, error };
}

function differencesOf(
  { before, after }: UpsertItem,
  seen: Contact,
): Pick<Unknown, 'differences' | 'showsDetails'> {
  const differences = contactChanges(after, seen);
  return { differences, ...(isShown(before, seen) && { showsDetails: true }) };
}

function errorOf(sent: SentItem): { readonly error?: unknown } {
  return 'error' in sent ? { error: sent.error } : {};
}
