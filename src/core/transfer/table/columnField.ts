import { type ChatType, chatTypes, rowKeys } from '../../contact/contact.ts';

/**
 * What a column of a table means: a field of the contact, a field of its first, second … messenger (`chatId2`), or an
 * account in one messenger, written as people write it.
 */
export type ColumnField = PlainField | ChatType | `${(typeof rowKeys)[number]}${number}`;

/** Fields of the contact itself; the names of people and of the responsible person as words. */
export const plainFields = [
  'id',
  'name',
  'firstName',
  'lastName',
  'responsibleUserId',
  'responsible',
  'uri',
] as const;

type PlainField = (typeof plainFields)[number];

/** The field with this name, if there is one. */
export function readColumnField(name: string): ColumnField | undefined {
  const known = [...plainFields, ...chatTypes].find((field) => field === name);
  if (known) return known;
  const [, key, number] = /^([a-z]+)([1-9]\d?)$/i.exec(name) ?? [];
  const rowKey = rowKeys.find((one) => one === key);
  return rowKey && `${rowKey}${Number(number)}`;
}

/** Of `chatId2`: the key and the place of the messenger, from 0. Undefined for other fields. */
export function rowFieldOf(
  field: ColumnField,
): { readonly key: (typeof rowKeys)[number]; readonly index: number } | undefined {
  const [, name, number] = /^(\D+)(\d+)$/.exec(field) ?? [];
  const key = rowKeys.find((one) => one === name);
  return key && { key, index: Number(number) - 1 };
}
