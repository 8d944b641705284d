import { sameContact } from '../contact/compareContacts.ts';
import type { Contact } from '../contact/contact.ts';
import { toWritable } from '../contact/writableContact.ts';
import { type ChangeItem, type ChangeSet, type LeftOut, leftOutAsInvalid } from './changeSet.ts';
import { outcomeReason } from './report.ts';
import type { ReportedItem, ReportedOperation } from './reportedOperation.ts';

/** What an account holds of the contacts that are to be tried again, read just now. */
export interface ReadNow {
  readonly found: Pick<ReadonlyMap<string, Contact>, 'get'>;
  /** Ids that the account does not hold; an id in neither could not be found out. */
  readonly missing: ReadonlySet<string>;
  /** A contact with what we wrote before and the server does not show. */
  readonly complete: (contact: Contact) => Contact;
}

/**
 * One failed item of an operation, as it stands now:
 * - `again`: as it was when it failed; it can be sent
 * - `changed`: others changed it meanwhile, or made a contact with its id
 * - `gone`: others deleted it meanwhile, so it is not written
 * - `settled`: the account holds what was wanted
 */
interface RetryItem {
  readonly kind: 'again' | 'changed' | 'gone' | 'settled';
  readonly item: ChangeItem;
  /** The same change, made on what was read just now; of those that are `changed`. */
  readonly over?: ChangeItem;
}

/** What of an operation failed, against what the account holds now. */
export interface RetryPlan {
  readonly operation: ReportedOperation;
  readonly items: readonly RetryItem[];
  /** What cannot be sent. */
  readonly leftOut: readonly LeftOut[];
}

/**
 * What can be tried again. A contact that was to be deleted and was not there is none: there is nothing left to do. Of
 * what is known by its id alone only a deletion is left to do, so it must have been one. A merge is none: what it makes
 * of the cards has to be decided again by what they are now.
 */
export function retriableItems(operation: ReportedOperation): readonly ReportedItem[] {
  return operation.items.filter((item) => isRetriable(item, operation));
}

/** Whether it is one of `retriableItems`. */
export function isRetriable(
  { state, before, after }: ReportedItem,
  { operation }: Pick<ReportedOperation, 'operation'>,
): boolean {
  return (
    operation !== 'merge' &&
    state !== 'done' &&
    state !== 'notFound' &&
    (before !== undefined ||
      after !== undefined ||
      (operation === 'deleteByIds' && state === 'notStarted'))
  );
}

/** Sorts what failed by what is in its way now. Pure; `now` covers the ids of `retriableItems`. */
export function planRetry(operation: ReportedOperation, now: ReadNow): RetryPlan {
  const parts = retriableItems(operation).map((item) => partOf(item, now));
  return {
    operation,
    items: parts.filter((part) => 'item' in part),
    leftOut: parts.filter((part) => 'state' in part),
  };
}

/**
 * The change set that tries again. What is `gone` is in it as it was: the guard sets it aside with the reason. So is
 * what is `changed`, unless it is to be overwritten; then it is sent if it still is as it was read just now.
 */
export function retryChangeSet(
  { operation, items, leftOut }: RetryPlan,
  { overwrites }: { readonly overwrites: boolean },
): ChangeSet {
  const { accountId, operation: kind, undoes, file } = operation;
  return {
    accountId,
    operation: kind,
    ...(undoes !== undefined && { undoes }),
    ...(file && { file }),
    items: items.map(({ item, over }) => (overwrites && over ? over : item)),
    leftOut,
    texts: new Map(
      operation.items.flatMap(({ id, source }) => (source === undefined ? [] : [[id, source]])),
    ),
  };
}

function partOf(failed: ReportedItem, now: ReadNow): RetryItem | LeftOut {
  const { id, before, after } = failed;
  if (!after) return deletionOf(failed, now);
  const writable = toWritable(after);
  if ('problems' in writable) return leftOutAsInvalid(after, writable.problems);
  const item = { id, ...(before && { before }), after: writable.contact };
  const seen = now.found.get(id);
  if (!seen) {
    const isMissing = now.missing.has(id);
    const last = before ?? (failed.state === 'unknown' ? failed.now : undefined);
    // A creation that arrived otherwise than it was sent has made the contact: others deleted it.
    return isMissing && last
      ? { kind: 'gone', item: { ...item, before: last } }
      : { kind: 'again', item };
  }
  const known = now.complete(seen);
  if (sameContact(item.after, known)) return { kind: 'settled', item };
  return isAsBefore(before, seen, known)
    ? { kind: 'again', item }
    : { kind: 'changed', item, over: { ...item, before: known } };
}

function deletionOf({ id, before }: ReportedItem, now: ReadNow): RetryItem | LeftOut {
  const seen = now.found.get(id);
  if (!before) {
    // It was to be deleted by its id, whatever it holds.
    if (seen) return { kind: 'again', item: { id, before: seen } };
    return now.missing.has(id)
      ? { id, state: 'notFound', reason: outcomeReason({ kind: 'notFound', id }) }
      : { id, state: 'notStarted', reason: outcomeReason({ kind: 'notStarted', id }) };
  }
  const item = { id, before };
  if (!seen) return { kind: now.missing.has(id) ? 'settled' : 'again', item };
  const known = now.complete(seen);
  return isAsBefore(before, seen, known)
    ? { kind: 'again', item }
    : { kind: 'changed', item, over: { id, before: known } };
}

function isAsBefore(before: Contact | undefined, seen: Contact, known: Contact): boolean {
  return before !== undefined && (sameContact(before, seen) || sameContact(before, known));
}
