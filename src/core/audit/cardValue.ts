import { type Contact, isObject, rowsOf, textOf } from '../contact/contact.ts';
import { jsonPointer, pointerSteps } from '../contact/jsonPointer.ts';
import type { Found } from './auditRule.ts';

/** What of a row holds a text that people choose. */
export type RowKey = 'chatId' | 'username' | 'phone';

const none: readonly Found[] = [];

/** The value at a JSON pointer; undefined if there is none. */
export function valueAt(contact: Contact, pointer: string): unknown {
  let value: unknown = contact;
  for (const step of pointerSteps(pointer)) {
    if (Array.isArray(value)) value = value[Number(step)];
    else value = isObject(value) ? value[step] : undefined;
  }
  return value;
}

/** The contact with another value at a JSON pointer that leads to one; undefined takes out the key or the row. */
export function withValue(contact: Contact, pointer: string, value: unknown): Contact {
  const changed = changedAt(contact, pointerSteps(pointer), value);
  return isObject(changed) ? { ...changed, id: contact.id } : contact;
}

function changedAt(whole: unknown, steps: readonly string[], value: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (Array.isArray(whole)) {
    return whole.flatMap((element, index) => {
      if (String(index) !== step) return [element];
      const changed = changedAt(element, rest, value);
      return changed === undefined ? [] : [changed];
    });
  }
  if (!isObject(whole)) return whole;
  const { [step]: before, ...others } = whole;
  const changed = changedAt(before, rest, value);
  return changed === undefined ? others : { ...whole, [step]: changed };
}

/**
 * The texts of a contact's rows of which `messageOf` has something to say. Places are named for these alone, which are few.
 *
 * @param keysOf the keys to look at in a row of this messenger
 */
export function reportedRows(
  contact: Contact,
  keysOf: (chatType: string) => readonly RowKey[],
  messageOf: (text: string) => string | undefined,
): readonly Found[] {
  if (!Array.isArray(contact.contactData)) return none;
  const rows: readonly unknown[] = contact.contactData;
  const found: Found[] = [];
  for (const [index, row] of rows.entries()) {
    if (!isObject(row)) continue;
    for (const key of keysOf(textOf(row['chatType']))) {
      const text = textOf(row[key]);
      const message = text === '' ? undefined : messageOf(text);
      if (message !== undefined) {
        found.push({ pointer: jsonPointer('contactData', index, key), message });
      }
    }
  }
  return found;
}

/** A visible text of the contact itself, if `messageOf` has something to say about it. */
export function reportedText(
  contact: Contact,
  key: 'name' | 'uri',
  messageOf: (text: string) => string | undefined,
): readonly Found[] {
  const text = textOf(contact[key]);
  const message = text.trim() === '' ? undefined : messageOf(text);
  return message === undefined ? none : [{ pointer: jsonPointer(key), message }];
}

/** Whether a contact has a chat that it had not before: a row whose messenger and chatId stand in none of the rows before. */
export function leadsToAnotherChat(before: Contact, after: Contact): boolean {
  const chatOf = ({ chatType, chatId }: { chatType?: unknown; chatId?: unknown }) =>
    `${textOf(chatType)} ${textOf(chatId)}`;
  const known = new Set(rowsOf(before).map(chatOf));
  return rowsOf(after).some((row) => textOf(row.chatId) !== '' && !known.has(chatOf(row)));
}
