import { type Contact, type ContactRow, isObject, textOf } from '../../contact/contact.ts';
import type { ContactContent, Draft } from './importRow.ts';

const plainFields = ['name', 'responsibleUserId', 'uri'] as const satisfies (keyof Draft)[];

/**
 * A contact as it is once a row of a file was taken over. Nothing that the row does not name is lost, and spaces around a
 * value are no difference.
 */
export function applyDraft(before: Contact, draft: Draft): Contact {
  const { rows } = draft;
  const named = withNews(before, draft, plainFields);
  const known: readonly unknown[] = Array.isArray(before.contactData) ? before.contactData : [];
  const merged = [...known];
  for (const row of rows) {
    const place = merged.findIndex((one) => isObject(one) && isSameAccount(one, row));
    if (place < 0) merged.push(row);
    else merged[place] = withNews(merged[place] as ContactRow, row, Object.keys(row));
  }
  const isSame = merged.length === known.length && merged.every((row, at) => row === known[at]);
  return isSame ? named : { ...named, contactData: merged };
}

/** The same for any row: a whole contact takes the place of the one before, under the id that this has. */
export function takeOver(before: Contact, content: ContactContent): Contact {
  return content.kind === 'draft'
    ? applyDraft(before, content.draft)
    : { ...content.contact, id: before.id };
}

/** The contact that a row of a file says, for an account that has none like it. */
export function newContact(id: string, { rows, ...fields }: Draft): Contact {
  return { ...fields, id, contactData: rows };
}

/** Whether both name the same account in the same messenger: by its id there, or by what else there is of it. */
function isSameAccount(known: ContactRow, row: ContactRow): boolean {
  if (!isSameValue(known.chatType, row.chatType)) return false;
  const keys = ['chatId', 'username', 'phone'] as const;
  const given = keys.filter(
    (key) => textOf(known[key]).trim() !== '' && textOf(row[key]).trim() !== '',
  );
  if (given.length === 0) return keys.every((key) => isSameValue(known[key], row[key]));
  return given.includes('chatId')
    ? isSameValue(known.chatId, row.chatId)
    : given.some((key) => isSameValue(known[key], row[key]));
}

/** The same object where nothing is new. */
function withNews<T extends object>(before: T, news: Partial<T>, keys: readonly string[]): T {
  const changed = keys.filter((key) => {
    const value = news[key as keyof T];
    return value !== undefined && !isSameValue(before[key as keyof T], value);
  });
  if (changed.length === 0) return before;
  return { ...before, ...Object.fromEntries(changed.map((key) => [key, news[key as keyof T]])) };
}

/** Null counts as absent. */
function isSameValue(known: unknown, value: unknown): boolean {
  return (
    (known ?? undefined) === (value ?? undefined) ||
    (typeof known === 'string' && known.trim() === textOf(value).trim())
  );
}
