import type { AccountId } from '../accountId.ts';
import type { Contact } from '../contact/contact.ts';
import { toWritable } from '../contact/writableContact.ts';
import type { ChangeItem, ChangeSet } from './changeSet.ts';
import type { OperationRecord, RecordedItem } from './operationRecord.ts';

/** What takes an operation back, or brings contacts back. */
export interface UndoPlan {
  readonly changeSet: ChangeSet;
  /** Contacts that were such that the API takes no contact like them, each with the first problem in words. */
  readonly invalid: readonly Invalid[];
}

/**
 * The inverse of what an operation did or may have done: what it created is deleted, what it deleted is created under
 * the same id, what it changed gets its old state. Each against what the operation left: the guard sets aside what has
 * changed since.
 */
export function planUndo(record: OperationRecord): UndoPlan {
  const { accountId, operationId } = record;
  const parts = itemsInEffect(record).map(inverse);
  return planOf({ accountId, operation: 'undo', undoes: operationId }, parts);
}

/** Whether something of the operation can be taken back. */
export function canUndo(record: OperationRecord): boolean {
  return itemsInEffect(record).length > 0;
}

/** The contacts that operations deleted, by id, each as it was when it was deleted last. */
export function deletedContacts(records: readonly OperationRecord[]): ReadonlyMap<string, Contact> {
  const deleted = new Map<string, Contact>();
  for (const record of [...records].sort((a, b) => a.time - b.time)) {
    for (const item of itemsInEffect(record)) {
      if (item.before && !item.after) deleted.set(item.id, item.before);
      else deleted.delete(item.id);
    }
  }
  return deleted;
}

/** Creates contacts again under their old ids. */
export function planRestore(accountId: AccountId, contacts: readonly Contact[]): UndoPlan {
  return planOf({ accountId, operation: 'restore' }, contacts.map(createAgain));
}

type Part = ChangeItem | Invalid;

interface Invalid {
  readonly id: string;
  readonly reason: string;
}

const isInvalid = (part: Part): part is Invalid => 'reason' in part;

function planOf(head: Omit<ChangeSet, 'items'>, parts: readonly Part[]): UndoPlan {
  return {
    changeSet: { ...head, items: parts.filter((part): part is ChangeItem => !isInvalid(part)) },
    invalid: parts.filter(isInvalid),
  };
}

/**
 * What has taken effect, or may have. A journal that ends early may lack what was sent last; the guard finds that
 * nothing has to be taken back where nothing arrived.
 */
function itemsInEffect({ items, isFinished }: OperationRecord): readonly RecordedItem[] {
  return items.filter(
    ({ state }) =>
      state === 'done' ||
      state === 'unknown' ||
      state === 'sent' ||
      (state === 'waiting' && !isFinished),
  );
}

function inverse({ id, before, after, now }: RecordedItem): Part {
  const left = now ?? after;
  if (!before) return { id, before: left ?? { id } };
  if (!after) return createAgain(before);
  const writable = toWritable(before);
  return 'contact' in writable
    ? { id, ...(left && { before: left }), after: writable.contact }
    : { id, reason: writable.problems[0]?.message ?? '' };
}

function createAgain(contact: Contact): Part {
  const writable = toWritable(contact);
  return 'contact' in writable
    ? { id: contact.id, after: writable.contact }
    : { id: contact.id, reason: writable.problems[0]?.message ?? '' };
}
