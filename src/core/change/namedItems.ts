import type { ApiError } from '../api/apiError.ts';
import { pointerSteps } from '../contact/jsonPointer.ts';
import { validateContact } from '../contact/validateContact.ts';
import type { UpsertItem } from './changeSet.ts';

/** The items of a request that its refusal names. */
export interface NamedItems {
  /** The refused fields of each, as the server spells them. */
  readonly fields: ReadonlyMap<UpsertItem, readonly string[]>;
  /** The smallest of the positions, as the server counts. */
  readonly first: number;
  /** Whether our own rules find fault with the very fields that were named, in each of them. */
  readonly isConfirmed: boolean;
}

/**
 * Whom a refusal of these items means. Positions are documented without saying whether they count from 0 or
 * from 1: from 0, unless only counting from 1 leads to items, or to more items that our own rules find fault
 * with. Undefined if it names nobody, or a position that is none of the request's either way.
 */
export function namedItems(
  items: readonly UpsertItem[],
  { invalid = [] }: ApiError,
): NamedItems | undefined {
  const [fromZero, fromOne] = [0, 1].map((start) => countedFrom(start, items, invalid));
  if (!fromZero || !fromOne) return fromZero?.named ?? fromOne?.named;
  return fromOne.faulty > fromZero.faulty ? fromOne.named : fromZero.named;
}

function countedFrom(
  start: number,
  items: readonly UpsertItem[],
  invalid: NonNullable<ApiError['invalid']>,
): { readonly named: NamedItems; readonly faulty: number } | undefined {
  const byItem = new Map<UpsertItem, readonly string[]>();
  let first = Number.POSITIVE_INFINITY;
  for (const { index, fields } of invalid) {
    const item = items[index - start];
    if (!item) return undefined;
    byItem.set(item, [...new Set([...(byItem.get(item) ?? []), ...fields])]);
    first = Math.min(first, index);
  }
  if (byItem.size === 0) return undefined;
  const faulty = [...byItem].filter(([item, fields]) => isFaulty(item, fields)).length;
  return { named: { fields: byItem, first, isConfirmed: faulty === byItem.size }, faulty };
}

/** Whether our own rules have an error or a doubt about one of these fields. */
function isFaulty({ before, after }: UpsertItem, fields: readonly string[]): boolean {
  // How values within rows are named is undocumented: "contactData.chatId", "contactData[0].chatId".
  const names = new Set(fields.map((field) => field.split(/[.[]/)[0]));
  return validateContact(after, { isNew: before === undefined }).some(({ pointer, key }) =>
    names.has(pointerSteps(pointer)[0] ?? key),
  );
}
