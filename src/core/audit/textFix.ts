import type { Contact } from '../contact/contact.ts';
import type { Certainty, Fix } from './auditRule.ts';
import { valueAt, withValue } from './cardValue.ts';

/** Writes a text otherwise; undefined where that leaves nothing, or changes nothing. */
export function textFix(
  contact: Contact,
  pointer: string,
  rewrite: (text: string) => string,
  certainty: Certainty = 'certain',
): Fix | undefined {
  const before = valueAt(contact, pointer);
  if (typeof before !== 'string') return undefined;
  const text = rewrite(before);
  return text.trim() === '' || text === before
    ? undefined
    : { after: withValue(contact, pointer, text), certainty };
}

/** Takes out the @ before a name. */
export function withoutAt(contact: Contact, pointer: string): Fix | undefined {
  return textFix(contact, pointer, (text) => text.replace(/^[@\s]+/, '').trimEnd());
}

/** Takes out a value that may not stand there. Certain only where the row says the same in its chatId, or it says nothing. */
export function removalFix(contact: Contact, pointer: string): Fix {
  const value = valueAt(contact, pointer);
  const chatId = valueAt(contact, `${pointer.slice(0, pointer.lastIndexOf('/'))}/chatId`);
  const isKept = value === '' || value === chatId;
  return {
    after: withValue(contact, pointer, undefined),
    certainty: isKept ? 'certain' : 'likely',
  };
}
