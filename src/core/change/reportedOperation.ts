import type { AccountId } from '../accountId.ts';
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

/** What became of a change set, with what was left out of it. */
export function reportedOperation(
  changeSet: ChangeSet,
  outcomes: readonly Outcome[],
  head: Pick<ReportedOperation, 'operationId' | 'time'>,
): ReportedOperation {
  const { accountId, operation, undoes, file, items, leftOut = [] } = changeSet;
  const byId = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
  return {
    ...head,
    accountId,
    operation,
    ...(undoes !== undefined && { undoes }),
    ...(file && { file }),
    items: [
      ...items.flatMap((item): readonly ReportedItem[] => {
        const outcome = byId.get(item.id);
        const { id, before, after } = item;
        if (!outcome) return [];
        const contacts = { ...(before && { before }), ...(after && { after }) };
        return [{ id, ...contacts, ...resultOf(item, outcome, changeSet) }];
      }),
      ...leftOut.map((wish): ReportedItem => ({ ...wish, isSetAside: true })),
    ],
  };
}

/** What a writing command returns for its operations, each list in the order of their items. */
export function reportOfOperations(operations: readonly ReportedOperation[]): Report {
  const items = operations.flatMap((operation) => operation.items);
  const entries = (...states: readonly ReportedItem['state'][]): readonly ReportEntry[] =>
    items
      .filter(({ state }) => states.includes(state))
      .map(({ id, reason }) => (reason === undefined ? { id } : { id, reason }));
  return {
    done: entries('done'),
    conflicts: entries('conflict'),
    rejected: entries('rejected'),
    notFound: entries('notFound'),
    unknown: entries('unknown', 'sent'),
    notStarted: entries('notStarted', 'waiting'),
  };
}
