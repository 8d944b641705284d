import { givenValue, isSameRow, sameContact } from '../../contact/compareContacts.ts';
import { type Contact, contactKeys, isObject, rowKeys, textOf } from '../../contact/contact.ts';
import { isSameJson } from '../../contact/jsonEquality.ts';

/** What Wazzup and a file say otherwise of one contact. */
export interface FieldDifference {
  readonly field: (typeof contactKeys)[number];
  /** Of `contactData` one messenger account, a row of it; absent where Wazzup has none. */
  readonly inWazzup?: unknown;
  /** Likewise. */
  readonly inFile?: unknown;
}

/**
 * What differs between a contact and the same one with what a file says of it: documented fields, and messenger accounts
 * whatever their order. An account that only one of the two has in a messenger is taken for that of the other.
 */
export function fieldDifferences(inWazzup: Contact, inFile: Contact): readonly FieldDifference[] {
  if (sameContact(inWazzup, inFile)) return [];
  return contactKeys.flatMap((field) => {
    const [one, other] = [inWazzup[field], inFile[field]];
    if (field === 'contactData' && Array.isArray(one) && Array.isArray(other)) {
      return accountDifferences(one, other);
    }
    return difference(field, givenValue(inWazzup, field), givenValue(inFile, field));
  });
}

/** How two rows of `contactData` are known to be about the same account: first the surest way for all rows. */
const ways: readonly ((row: unknown) => string | undefined)[] = [
  (row) => JSON.stringify(isObject(row) ? rowKeys.map((key) => givenValue(row, key)) : row),
  ...(['chatId', 'username', 'phone'] as const).map((key) => (row: unknown) => {
    const value = isObject(row) ? textOf(row[key]) : '';
    return isObject(row) && value !== '' ? `${textOf(row['chatType'])} ${value}` : undefined;
  }),
  (row) => (isObject(row) ? textOf(row['chatType']) : undefined),
];

function accountDifferences(
  inWazzup: readonly unknown[],
  inFile: readonly unknown[],
): FieldDifference[] {
  const partners = new Map<number, number>();
  const taken = new Set<number>();
  for (const way of ways) {
    const free = new Map<string | undefined, number[]>();
    for (const [index, row] of inFile.entries()) {
      if (taken.has(index)) continue;
      const key = way(row);
      const list = free.get(key);
      if (list) list.push(index);
      else free.set(key, [index]);
    }
    // From the end, so that each is taken in its turn.
    for (const list of free.values()) list.reverse();
    for (const [index, row] of inWazzup.entries()) {
      const key = way(row);
      if (key === undefined || partners.has(index)) continue;
      const partner = free.get(key)?.pop();
      if (partner === undefined) continue;
      partners.set(index, partner);
      taken.add(partner);
    }
  }
  const kept = inWazzup.flatMap((row, index) => {
    const partner = partners.get(index);
    const other = partner === undefined ? undefined : inFile[partner];
    return partner !== undefined && isSameRow(row, other)
      ? []
      : difference('contactData', row, other);
  });
  const added = inFile.filter((_, index) => !taken.has(index));
  return [...kept, ...added.map((row) => ({ field: 'contactData' as const, inFile: row }))];
}

function difference(
  field: FieldDifference['field'],
  inWazzup: unknown,
  inFile: unknown,
): FieldDifference[] {
  if (isSameJson(inWazzup, inFile)) return [];
  return [
    {
      field,
      ...(inWazzup !== undefined && { inWazzup }),
      ...(inFile !== undefined && { inFile }),
    },
  ];
}
