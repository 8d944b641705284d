import type { AccountId } from '../accountId.ts';
import type { Contact } from '../contact/contact.ts';
import { toWritable } from '../contact/writableContact.ts';
import { type ChangeItem, type ChangeSet, type LeftOut, leftOutAsInvalid } from './changeSet.ts';
import type { OperationRecord } from './operationRecord.ts';
import type { ReportedItem } from './reportedOperation.ts';

/**
 * The inverse of what an operation did or may have done: what it created is deleted, what it deleted is created under
 * the same id, what it changed gets its old state. Each against what the operation left: the guard sets aside what has
 * changed since. Contacts that were such that the API takes no contact like them are left out.
 *
 * @param begun what it went on with (`continuedBy`): that is taken back with it
 */
export function planUndo(
  record: OperationRecord,
  begun: readonly OperationRecord[] = [],
): ChangeSet {
  const { accountId, operationId } = record;
  const items = new Map<string, ReportedItem>();
  for (const one of [...begun, record]) {
    for (const item of itemsInEffect(one)) items.set(item.id, item);
  }
  const parts = [...items.values()].map(inverse);
  return planOf({ accountId, operation: 'undo', undoes: operationId }, parts);
}

/** The interrupted operations of which this one carried out the rest, the earliest first. */
export function continuedBy<Operation extends Pick<OperationRecord, 'operationId' | 'continues'>>(
  { continues }: Pick<Operation, 'continues'>,
  all: readonly Operation[],
): readonly Operation[] {
  const before = all.find(({ operationId }) => operationId === continues);
  return before ? [...continuedBy(before, all), before] : [];
}

/**
 * The contacts that operations deleted, by id, each as it was when it was deleted last. One whose creation was not
 * confirmed since is still among them: to restore it once more does no harm.
 *
 * @param records in the order in which they were begun
 */
export async function deletedContacts(
  records: Iterable<OperationRecord> | AsyncIterable<OperationRecord>,
): Promise<ReadonlyMap<string, Contact>> {
  const deleted = new Map<string, Contact>();
  for await (const record of records) {
    for (const item of itemsInEffect(record)) {
      if (item.before && !item.after) deleted.set(item.id, item.before);
      else if (item.before || item.state === 'done') deleted.delete(item.id);
    }
  }
  return deleted;
}

/** Creates contacts again under their old ids; those that the API does not take are left out. */
export function planRestore(accountId: AccountId, contacts: readonly Contact[]): ChangeSet {
  return planOf({ accountId, operation: 'restore' }, contacts.map(createAgain));
}

type Part = ChangeItem | LeftOut;

const isLeftOut = (part: Part): part is LeftOut => 'state' in part;

function planOf(head: Omit<ChangeSet, 'items'>, parts: readonly Part[]): ChangeSet {
  const leftOut = parts.filter(isLeftOut);
  return {
    ...head,
    items: parts.filter((part): part is ChangeItem => !isLeftOut(part)),
    ...(leftOut.length > 0 && { leftOut }),
  };
}

/**
 * Whether it has taken effect, or may have, and so can be taken back. A journal that ends early may lack what was sent
 * last; the guard finds that nothing has to be taken back where nothing arrived.
 */
export function isInEffect(
  { state, isSetAside }: ReportedItem,
  { isFinished }: Pick<OperationRecord, 'isFinished'>,
): boolean {
  return (
    !isSetAside &&
    (state === 'done' ||
      state === 'unknown' ||
      state === 'sent' ||
      (state === 'waiting' && !isFinished))
  );
}

function itemsInEffect(record: OperationRecord): readonly ReportedItem[] {
  return record.items.filter((item) => isInEffect(item, record));
}

function inverse({ id, before, after, now }: ReportedItem): Part {
  const left = now ?? after;
  if (!before) return { id, before: left ?? { id } };
  if (!after) return createAgain(before);
  const writable = toWritable(before);
  return 'contact' in writable
    ? { id, ...(left && { before: left }), after: writable.contact }
    : leftOutAsInvalid(before, writable.problems);
}

function createAgain(contact: Contact): Part {
  const writable = toWritable(contact);
  return 'contact' in writable
    ? { id: contact.id, after: writable.contact }
    : leftOutAsInvalid(contact, writable.problems);
}
