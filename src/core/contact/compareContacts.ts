import { type Contact, contactKeys, isObject, rowKeys } from './contact.ts';
import { isSameJson } from './jsonEquality.ts';
import { jsonPointer } from './jsonPointer.ts';

/** One difference between two versions of a contact. */
export interface FieldChange {
  /** JSON pointer into the later version; into the earlier one where something was removed. */
  readonly pointer: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** The earlier value, unless added. */
  readonly before?: unknown;
  /** The later value, unless removed. */
  readonly after?: unknown;
}

/**
 * Whether two versions of a contact say the same as far as the API is concerned: documented keys only,
 * rows in the same order. Null counts as absent (documented for optional keys, the only harmless reading
 * of others), and so does an empty `uri`, which is never sent.
 */
export function sameContact(a: Contact, b: Contact): boolean {
  return contactKeys.every((key) =>
    key === 'contactData'
      ? isSameRows(a.contactData, b.contactData)
      : isSameJson(givenValue(a, key), givenValue(b, key)),
  );
}

/** Whether two rows of `contactData` say the same: documented keys only, null counts as absent. */
export function isSameRow(a: unknown, b: unknown): boolean {
  return isObject(a) && isObject(b)
    ? rowKeys.every((key) => isSameJson(givenValue(a, key), givenValue(b, key)))
    : isSameJson(a, b);
}

/** A text that is the same for all rows that say the same; others may share it, too, if a value is no text. */
export function rowKey(row: Readonly<Record<string, unknown>>): string {
  return rowKeys
    .map((key) => {
      const value = givenValue(row, key);
      return typeof value === 'string' ? JSON.stringify(value) : typeof value;
    })
    .join();
}

/**
 * What differs between two versions of a contact, in document order; empty exactly if `sameContact`.
 * Rows that are equal at the beginning and at the end are taken as the same rows; of those between, the
 * first is compared with the first and so on, by field, and what is left over is added or removed whole.
 */
export function contactChanges(before: Contact, after: Contact): readonly FieldChange[] {
  return contactKeys.flatMap((key) =>
    key === 'contactData' && Array.isArray(before.contactData) && Array.isArray(after.contactData)
      ? rowsChanges(before.contactData, after.contactData)
      : valueChange([key], givenValue(before, key), givenValue(after, key)),
  );
}

function isSameRows(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return isSameJson(a ?? undefined, b ?? undefined);
  return a.length === b.length && a.every((row, index) => isSameRow(row, b[index]));
}

function rowsChanges(before: readonly unknown[], after: readonly unknown[]): FieldChange[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && isSameRow(before[start], after[start])) start++;
  let end = 0;
  while (end < shorter - start && isSameRow(before.at(-1 - end), after.at(-1 - end))) end++;

  const changes: FieldChange[] = [];
  for (let index = start; index < Math.max(before.length, after.length) - end; index++) {
    const path = ['contactData', index] as const;
    const inBefore = index < before.length - end;
    const inAfter = index < after.length - end;
    if (inBefore && inAfter) changes.push(...rowChanges(path, before[index], after[index]));
    else if (inBefore) changes.push(removal(path, before[index]));
    else changes.push(addition(path, after[index]));
  }
  return changes;
}

function rowChanges(
  path: readonly ['contactData', number],
  before: unknown,
  after: unknown,
): FieldChange[] {
  return isObject(before) && isObject(after)
    ? rowKeys.flatMap((key) =>
        valueChange([...path, key], givenValue(before, key), givenValue(after, key)),
      )
    : valueChange(path, before, after);
}

function valueChange(
  path: readonly (string | number)[],
  before: unknown,
  after: unknown,
): FieldChange[] {
  if (isSameJson(before, after)) return [];
  if (before === undefined) return [addition(path, after)];
  if (after === undefined) return [removal(path, before)];
  return [{ pointer: jsonPointer(...path), kind: 'changed', before, after }];
}

function addition(path: readonly (string | number)[], after: unknown): FieldChange {
  return { pointer: jsonPointer(...path), kind: 'added', after };
}

function removal(path: readonly (string | number)[], before: unknown): FieldChange {
  return { pointer: jsonPointer(...path), kind: 'removed', before };
}

/** The value of a documented key as the API sees it: undefined where it is absent, null, or an empty `uri`. */
export function givenValue(object: object, key: string): unknown {
  const value = isObject(object) && Object.hasOwn(object, key) ? object[key] : undefined;
  return value === null || (key === 'uri' && value === '') ? undefined : value;
}
