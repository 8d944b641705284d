import type { AccountId } from '../../accountId.ts';
import type { ChangeSet, DeleteItem } from '../../change/changeSet.ts';
import type { Contact } from '../../contact/contact.ts';
import type { Problem } from '../../contact/problem.ts';
import { toWritable } from '../../contact/writableContact.ts';

/** What a merge has to write, or why the API would refuse the merged card. */
export type MergePlan =
  | { readonly changeSet: ChangeSet }
  | { readonly problems: readonly Problem[] };

/**
 * Writes the card that is kept and deletes the others after it was read back. It is in the change set also where it needs
 * no change: then it is looked at.
 *
 * @param cards as they were read; the first is kept
 * @param merged what becomes of it
 */
export function planMerge(
  accountId: AccountId,
  [kept, ...others]: readonly [Contact, ...Contact[]],
  merged: Contact,
): MergePlan {
  const writable = toWritable(merged, { exists: true });
  if ('problems' in writable) return writable;
  const deletions = others.map((before): DeleteItem => ({ id: before.id, before }));
  return {
    changeSet: {
      accountId,
      operation: 'merge',
      items: [{ id: kept.id, before: kept, after: writable.contact }, ...deletions],
    },
  };
}

/** The cards that could not be brought back as they are: the API takes no such contacts. */
export function notRestorable(cards: readonly Contact[]): readonly Contact[] {
  return cards.filter((card) => 'problems' in toWritable(card));
}
