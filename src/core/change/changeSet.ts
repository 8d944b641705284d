import type { AccountId } from '../accountId.ts';
import type { Contact, WritableContact } from '../contact/contact.ts';

/** What the user asked for, as the log and the history name it. */
export const operations = [
  'save',
  'upsertFile',
  'delete',
  'deleteByIds',
  'undo',
  'restore',
] as const;

export type Operation = (typeof operations)[number];

/**
 * One contact to be written: no `before` creates it, no `after` deletes it, both update it.
 * `before` is the state that the wish was formed on; what differs from it on the server is a conflict.
 */
export type ChangeItem = UpsertItem | DeleteItem;

/**
 * A contact to be created or updated; the API has one route for both. Whether it takes out what `after` leaves out is
 * undocumented: reading back shows it.
 */
export interface UpsertItem {
  readonly id: string;
  /** As it was read; absent if the contact is to be created. */
  readonly before?: Contact;
  readonly after: WritableContact;
}

/** A contact to be deleted, if it still is as it was read. */
export interface DeleteItem {
  readonly id: string;
  readonly before: Contact;
  readonly after?: never;
}

/** Everything one operation writes, for the one account it was read from. It holds no id twice. */
export interface ChangeSet {
  readonly accountId: AccountId;
  readonly operation: Operation;
  /** The operation in the history that this takes back. */
  readonly undoes?: string;
  readonly items: readonly ChangeItem[];
}

/** Whether the item creates or updates a contact; otherwise it deletes one. */
export function isUpsert(item: ChangeItem): item is UpsertItem {
  return item.after !== undefined;
}
