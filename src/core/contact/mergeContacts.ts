import { givenValue, sameContact } from './compareContacts.ts';
import { type Contact, contactKeys } from './contact.ts';
import { mergeRows } from './mergeRows.ts';

/** Whose version is taken where both changed the same. */
export type Side = 'mine' | 'theirs';

/** A place that both changed, each in another way. */
export interface MergeConflict {
  readonly field: 'responsibleUserId' | 'name' | 'contactData' | 'uri';
  /** Counts from 1, in my version, or in theirs if I have removed it; absent where the whole field is in conflict. */
  readonly row?: number;
  /** My value; undefined if I have none (any more). */
  readonly mine: unknown;
  /** Theirs, likewise. */
  readonly theirs: unknown;
}

/** Two versions of a contact in one. */
export interface ContactMerge {
  /** In document order. Empty: nobody has to choose. */
  readonly conflicts: readonly MergeConflict[];
  /** The merged contact. @param sideOf decides each conflict */
  resolve(sideOf: (conflict: MergeConflict) => Side): Contact;
}

/** A field or row in the merged contact: what it is, or the conflict that decides it. */
export type MergePart = { readonly value: unknown } | { readonly conflict: MergeConflict };

const mergedFields = ['responsibleUserId', 'name', 'contactData', 'uri'] as const;

/**
 * Merges what I and others made of the same contact. What only one side changed, added or removed is taken over, by
 * field and by row of `contactData`; a row is one thing, so that no number is combined with another messenger. Both
 * sides' new rows stay. What both changed in the same way is no conflict.
 *
 * @param base what both were made from; undefined if nobody knows: then all that differs is in conflict
 */
export function mergeContacts(
  base: Contact | undefined,
  mine: Contact,
  theirs: Contact,
): ContactMerge {
  const fields = mergedFields.map((field) => ({ field, ...mergeField(field, base, mine, theirs) }));
  const conflicts = fields
    .flatMap(({ parts }) => parts)
    .flatMap((part) => ('conflict' in part ? [part.conflict] : []));
  return {
    conflicts,
    resolve(sideOf) {
      const values = fields.map(({ field, parts, isList }) => {
        const given = parts.map((part) =>
          'value' in part ? part.value : part.conflict[sideOf(part.conflict)],
        );
        return [field, isList ? given.filter((row) => row !== undefined) : given[0]] as const;
      });
      const merged: Contact = { ...mine, ...Object.fromEntries(values) };
      // As it was read, where nothing of it was changed.
      const whole = [theirs, mine].find((one) => sameContact(one, merged));
      return whole ?? withoutAbsent(merged);
    },
  };
}

interface MergedField {
  readonly parts: readonly MergePart[];
  /** Whether the parts are the rows of the field; otherwise the only one is its value. */
  readonly isList: boolean;
}

function mergeField(
  field: MergeConflict['field'],
  base: Contact | undefined,
  mine: Contact,
  theirs: Contact,
): MergedField {
  const [ours, other] = [givenValue(mine, field), givenValue(theirs, field)];
  if (field === 'contactData' && base && Array.isArray(ours) && Array.isArray(other)) {
    const before = givenValue(base, field);
    const parts = mergeRows(Array.isArray(before) ? before : [], ours, other);
    if (parts) return { parts, isList: true };
  }
  return { parts: [mergeValue(field, base, ours, other)], isList: false };
}

function mergeValue(
  field: MergeConflict['field'],
  base: Contact | undefined,
  mine: unknown,
  theirs: unknown,
): MergePart {
  const isSame = (a: unknown, b: unknown) =>
    sameContact({ id: '', [field]: a }, { id: '', [field]: b });
  if (isSame(mine, theirs)) return { value: mine };
  if (base) {
    const before = givenValue(base, field);
    if (isSame(before, mine)) return { value: theirs };
    if (isSame(before, theirs)) return { value: mine };
  }
  return { conflict: { field, mine, theirs } };
}

function withoutAbsent(contact: Contact): Contact {
  const documented: readonly string[] = contactKeys;
  return {
    ...Object.fromEntries(
      Object.entries(contact).filter(
        ([key, value]) => value !== undefined || !documented.includes(key),
      ),
    ),
    id: contact.id,
  };
}
