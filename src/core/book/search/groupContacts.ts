import { TimeSlices } from '../timeSlices.ts';
import type { ContactIndex } from './contactIndex.ts';
import { messengerLookup } from './messengerLookup.ts';
import type { PersonNames } from './personNames.ts';
import { forEachMatch } from './search.ts';
import type { Grouping, QueryTerm } from './searchQuery.ts';

/** Contacts that have something in common. A contact in several messengers is in the group of each. */
export interface ContactGroup {
  /** As in `GroupTerm`. */
  readonly key: string;
  /** How many contacts are in it. */
  readonly count: number;
}

export interface ContactGroups {
  readonly groups: readonly ContactGroup[];
  /** How many contacts there are in all groups, each counted once. */
  readonly total: number;
}

/**
 * The groups of the contacts that all terms fit (of all, if there are none), in no order; none is empty. Lets other work
 * go on every few milliseconds. Rejects with the signal's reason when it is aborted.
 */
export async function groupContacts(
  index: ContactIndex,
  terms: readonly QueryTerm[],
  by: Grouping,
  { signal, people }: { readonly signal: AbortSignal; readonly people: PersonNames },
): Promise<ContactGroups> {
  const counts = new Map<string, number>();
  const messengersOf = messengerLookup(index);
  const persons = new Map<number, number>();
  let total = 0;
  const take = (entry: number): boolean => {
    total += 1;
    if (by === 'responsible') {
      const person = index.responsibleOf(entry);
      persons.set(person, (persons.get(person) ?? 0) + 1);
    } else {
      for (const key of messengersOf(entry)) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return true;
  };
  await forEachMatch(index, terms, people, take, new TimeSlices(signal));
  for (const [id, person] of index.people) {
    const number = persons.get(person);
    if (number !== undefined) counts.set(id, number);
  }
  return { groups: [...counts].map(([key, number]) => ({ key, count: number })), total };
}
