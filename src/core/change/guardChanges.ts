import type { CallOptions } from '../api/connection.ts';
import { TimeSlices } from '../book/timeSlices.ts';
import { contactChanges, sameContact } from '../contact/compareContacts.ts';
import type { Contact } from '../contact/contact.ts';
import { type ChangeItem, isUpsert } from './changeSet.ts';
import type { Outcome } from './outcome.ts';
import { readItems } from './readItems.ts';
import type { RoadAccount } from './roadAccount.ts';
import type { UnseenDetails } from './unseenDetails.ts';

/** A change set after the guard: each item is in one of the two lists. */
export interface Guarded {
  /** What may be sent, each `before` as it was read just now. */
  readonly ready: readonly ChangeItem[];
  /** What was set aside. */
  readonly outcomes: readonly Outcome[];
}

/**
 * Reads the contacts that are about to be written once more, and sets aside those that are no longer as
 * the change expects them. The API knows no version or condition, so this is the only protection from
 * overwriting what somebody else wrote; it narrows the gap to the time until the request arrives.
 * Rejects as `readContacts` does; nothing has been written then.
 */
export async function guardChanges(
  items: readonly ChangeItem[],
  account: RoadAccount,
  call: CallOptions,
): Promise<Guarded> {
  const expected = { gone: new Set<string>(), contactsOf: knownBefore };
  const { found, missing, failure } = await readItems(items, account, expected, call);
  if (failure) throw failure.error;
  const ready: ChangeItem[] = [];
  const outcomes: Outcome[] = [];
  const slices = new TimeSlices(call.signal);
  for (const item of items) {
    await slices.next();
    const seen = found.get(item.id);
    const result: ChangeItem | Outcome =
      seen || missing.has(item.id)
        ? guardItem(item, seen, account.unseen)
        : { kind: 'notStarted', id: item.id };
    if ('kind' in result) outcomes.push(result);
    else ready.push(result);
  }
  return { ready, outcomes };
}

function knownBefore({ before }: ChangeItem): readonly Contact[] {
  return before ? [before] : [];
}

/** The item to send, or the outcome that makes sending it wrong or needless. */
function guardItem(
  item: ChangeItem,
  seen: Contact | undefined,
  unseen: UnseenDetails,
): ChangeItem | Outcome {
  const { id, before } = item;
  if (seen === undefined) {
    if (!isUpsert(item)) return { kind: 'notFound', id };
    return before === undefined ? item : { kind: 'conflict', id, before };
  }
  const known = unseen.complete(seen);
  // An earlier try whose answer was lost may have arrived: there is nothing left to do.
  if (isUpsert(item) && sameContact(item.after, known)) {
    const hidden = contactChanges(known, seen);
    return { kind: 'done', id, now: known, ...(hidden.length > 0 && { unseen: hidden }) };
  }
  if (before !== undefined && sameContact(before, known)) return seenAs(item, seen);
  if (before === undefined || !sameContact(before, seen)) {
    return { kind: 'conflict', id, ...(before && { before }), theirs: known };
  }
  // Only what is hidden is in the way: whoever made this change from a reading could not know of it.
  return isUpsert(item) && unseen.wouldLose(item.after)
    ? { kind: 'conflict', id, before, theirs: known, unseen: contactChanges(before, known) }
    : seenAs(item, seen);
}

/** The item itself where nothing else was seen: there may be a quarter of a million. */
function seenAs(item: ChangeItem, seen: Contact): ChangeItem {
  return item.before === seen ? item : { ...item, before: seen };
}
