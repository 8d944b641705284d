import type { AccountId } from '../accountId.ts';
import type { Contact, WritableContact } from '../contact/contact.ts';
import type { Problem } from '../contact/problem.ts';
import type { Outcome } from './outcome.ts';

/** What the user asked for, as the log and the history name it. */
export const operations = [
  'save',
  'upsertFile',
  'import',
  'delete',
  'deleteByIds',
  'reassign',
  'setFields',
  'fix',
  'editSelection',
  'merge',
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
  /** The interrupted operation in the history whose rest this is. */
  readonly continues?: string;
  readonly items: readonly ChangeItem[];
  /** What was asked for and cannot become an item: the history and the report name it. None of the ids of `items`. */
  readonly leftOut?: readonly LeftOut[];
  /** Where the contacts come from. */
  readonly file?: SentFile;
  /** The text of each contact in `file`, by id. */
  readonly texts?: ReadonlyMap<string, string>;
}

/** A wish for which nothing can be sent, as its outcome. */
export interface LeftOut {
  readonly id: string;
  readonly state: Exclude<Outcome['kind'], 'done'>;
  /** In words for people. */
  readonly reason?: string;
  /** The contact that was to be written. */
  readonly after?: Contact;
  /** What the contact is called, where there is no state of it that could be written. */
  readonly name?: string;
}

/** A file of contacts that is sent, so that what fails can be written in the form in which it came. */
export interface SentFile {
  /** Its address. */
  readonly uri: string;
  /** One contact, an array of contacts, one contact a line as JSON or in columns, or vCards. */
  readonly format: 'contact' | 'contacts' | 'ndjson' | 'table' | 'vcard';
  readonly lineBreak: '\n' | '\r\n';
  /** The names of the columns, as they stand there; of a table that has them. */
  readonly header?: string;
}

/**
 * Whether the deletions of such an operation wait until all that it creates and updates was read back: what they delete
 * is to be held by those. One that creates and updates nothing deletes nothing.
 */
export function deletesLast({ operation }: Pick<ChangeSet, 'operation'>): boolean {
  return operation === 'merge';
}

/** Whether the item creates or updates a contact; otherwise it deletes one. */
export function isUpsert(item: ChangeItem): item is UpsertItem {
  return item.after !== undefined;
}

/** A contact such that the API takes no contact like it, with the first of its problems. */
export function leftOutAsInvalid(after: Contact, problems: readonly Problem[]): LeftOut {
  const [first] = problems;
  return { id: after.id, state: 'rejected', after, ...(first && { reason: first.message }) };
}
