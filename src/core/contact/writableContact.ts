import {
  type Contact,
  type ContactRow,
  rowKeys,
  rowsOf,
  textOf,
  type WritableContact,
  type WritableRow,
} from './contact.ts';
import type { Problem } from './problem.ts';
import { validateContact } from './validateContact.ts';
import type { ValidationOptions } from './validationOptions.ts';

/** A contact ready to be sent, or the errors that forbid it. */
export type WritableResult =
  | { readonly contact: WritableContact }
  | { readonly problems: readonly Problem[] };

/**
 * The part of a contact that may be sent: documented keys only, all rows in their order, undocumented
 * chat types kept, nulls of optional keys and an empty `uri` left out ("" is never sent). Warnings do
 * not stop it. Rows that are like that already are the same objects: a quarter of a million contacts may be changed at once.
 */
export function toWritable(contact: Contact, options: ValidationOptions = {}): WritableResult {
  const problems = validateContact(contact, options).filter(({ severity }) => severity === 'error');
  if (problems.length > 0) return { problems };
  return {
    contact: {
      id: contact.id,
      responsibleUserId: textOf(contact.responsibleUserId),
      name: textOf(contact.name),
      contactData: rowsOf(contact).map(writableRow),
      ...optional('uri', contact.uri),
    },
  };
}

function writableRow(row: ContactRow): WritableRow {
  if (isWritableRow(row)) return row;
  return {
    chatType: textOf(row.chatType),
    ...optional('chatId', row.chatId),
    ...optional('username', row.username),
    ...optional('phone', row.phone),
  };
}

/** Whether it has documented keys only, in their order, each with a text. */
function isWritableRow(row: ContactRow): row is WritableRow {
  const given = rowKeys.filter((key) => textOf(row[key]) !== '');
  return given[0] === 'chatType' && Object.keys(row).join() === given.join();
}

function optional<Key extends string>(key: Key, value: unknown): { readonly [K in Key]?: string };
function optional(key: string, value: unknown): Readonly<Record<string, string>> {
  return typeof value === 'string' && value !== '' ? { [key]: value } : {};
}
