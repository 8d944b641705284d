import type { AccountId } from '../accountId.ts';
import { mapById } from '../book/mapById.ts';
import { TimeSlices } from '../book/timeSlices.ts';
import { sameContact } from '../contact/compareContacts.ts';
import type { Contact } from '../contact/contact.ts';
import { contactTitle } from '../contact/describeContact.ts';
import type { ChangeItem, ChangeSet, Operation, SentFile } from './changeSet.ts';
import type { Outcome } from './outcome.ts';
import { type Report, type ReportEntry, reportEntry } from './report.ts';

/** An operation with what became of each of its contacts. */
export interface ReportedOperation {
  /** Names the operation within its account; absent where the history does not keep it. */
  readonly operationId?: string;
  readonly accountId: AccountId;
  readonly operation: Operation;
  /** When it began, in milliseconds since 1970. */
  readonly time: number;
  /** The operation that this one took back. */
  readonly undoes?: string;
  /** The interrupted operation whose rest this one carried out. */
  readonly continues?: string;
  /** Where the contacts came from. */
  readonly file?: SentFile;
  /** As they were asked for. */
  readonly items: readonly ReportedItem[];
}

/** One contact of an operation: no `before` was created, no `after` was deleted; neither is known of what was left out. */
export interface ReportedItem extends ItemResult {
  readonly id: string;
  readonly before?: Contact;
  readonly after?: Contact;
  /** What the contact is called, where neither is known. */
  readonly name?: string;
  /** Nothing was sent for it: it was found out before that this would be wrong, needless or impossible. */
  readonly isSetAside?: true;
}

/** What to call the contact of an item: its name, else its id. */
export function itemTitle({ id, before, after, name }: ReportedItem): string {
  return contactTitle(after ?? before ?? { id, name });
}

/** What became of one contact. */
export interface ItemResult {
  /** `waiting`: not sent as far as the journal tells; `sent`: on its way, and nothing is known of its arrival. */
  readonly state: 'waiting' | 'sent' | Outcome['kind'];
  /** What the account held afterwards where that is not `after`. */
  readonly now?: Contact;
  /** In words for people. */
  readonly reason?: string;
  /** The contact as it stood in the file that was sent; where it was not done. */
  readonly source?: string;
}

/** What became of an item, as it is kept and reported. */
export function resultOf(
  { after }: ChangeItem,
  outcome: Outcome,
  { texts }: ChangeSet,
): ItemResult {
  const { reason } = reportEntry(outcome);
  const now = 'now' in outcome ? outcome.now : undefined;
  const differs = now !== undefined && !(after && sameContact(after, now));
  const source = outcome.kind === 'done' ? undefined : texts?.get(outcome.id);
  return {
    state: outcome.kind,
    ...(reason !== undefined && { reason }),
    ...(differs && { now }),
    ...(source !== undefined && { source }),
  };
}

/**
 * What became of a change set, with what was left out of it. Lets other work go on in between.
 */
export async function reportedOperation(
  changeSet: ChangeSet,
  outcomes: readonly Outcome[],
  head: Pick<ReportedOperation, 'operationId' | 'time'>,
): Promise<ReportedOperation> {
  const { accountId, operation, undoes, file, items, leftOut = [] } = changeSet;
  const slices = new TimeSlices();
  const byId = await mapById(outcomes, slices);
  const reported: ReportedItem[] = [];
  for (const item of items) {
    await slices.next();
    const outcome = byId.get(item.id);
    const { id, before, after } = item;
    if (!outcome) continue;
    const contacts = { ...(before && { before }), ...(after && { after }) };
    reported.push({ id, ...contacts, ...resultOf(item, outcome, changeSet) });
  }
  for (const wish of leftOut) reported.push({ ...wish, isSetAside: true });
  return {
    ...head,
    accountId,
    operation,
    ...(undoes !== undefined && { undoes }),
    ...(file && { file }),
    items: reported,
  };
}

/** How many contacts ended in which way, in the order in which the ways are met. */
export type StateCounts = ReadonlyMap<ReportedItem['state'], number>;

/** Lets other work go on in between. */
export async function countStates(operations: readonly ReportedOperation[]): Promise<StateCounts> {
  const slices = new TimeSlices();
  const counts = new Map<ReportedItem['state'], number>();
  for (const { items } of operations) {
    for (const { state } of items) {
      await slices.next();
      counts.set(state, (counts.get(state) ?? 0) + 1);
    }
  }
  return counts;
}

/** In which list of a report a contact is. */
const listOf: Readonly<Record<ReportedItem['state'], keyof Report>> = {
  done: 'done',
  conflict: 'conflicts',
  rejected: 'rejected',
  notFound: 'notFound',
  unknown: 'unknown',
  sent: 'unknown',
  notStarted: 'notStarted',
  waiting: 'notStarted',
};

/**
 * What a writing command returns for its operations, each list in the order of their items. Lets other work go on in
 * between.
 */
export async function reportOfOperations(
  operations: readonly ReportedOperation[],
): Promise<Report> {
  const slices = new TimeSlices();
  const report: Record<keyof Report, ReportEntry[]> = {
    done: [],
    conflicts: [],
    rejected: [],
    notFound: [],
    unknown: [],
    notStarted: [],
  };
  for (const { items } of operations) {
    for (const { id, state, reason } of items) {
      await slices.next();
      report[listOf[state]].push(reason === undefined ? { id } : { id, reason });
    }
  }
  return report;
}
