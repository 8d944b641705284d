import type { Contact } from './contact.ts';
import { isObject } from './contact.ts';
import { withOwnTexts } from './ownTexts.ts';

/**
 * One element of an answer as a contact, whatever else it holds: values of any type, nulls, gaps and
 * undocumented keys stay as they are. Undefined if it has no usable id. A whole number as id, against
 * the documentation, is read as its digits.
 *
 * @param value a parsed JSON value; parts of it are not copied, so it must not be changed afterwards
 */
export function readContact(value: unknown): Contact | undefined {
  if (!isObject(value)) return undefined;
  const id = value['id'];
  if (typeof id === 'number' && Number.isSafeInteger(id)) {
    return withOwnTexts({ ...value, id: String(id) });
  }
  return hasId(value) ? withOwnTexts(value) : undefined;
}

function hasId(value: Readonly<Record<string, unknown>>): value is typeof value & Contact {
  return typeof value['id'] === 'string' && value['id'] !== '';
}
