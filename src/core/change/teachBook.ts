import type { Book } from '../book/book.ts';
import { afterAll, beforeAll } from '../book/toldCounts.ts';
import type { Contact } from '../contact/contact.ts';
import type { ChangeItem } from './changeSet.ts';
import type { Outcome } from './outcome.ts';

/**
 * Tells the book what was seen of the contacts, whatever became of the change. Contacts that it has not read
 * stay out of its list, unless this change was to create them: there a contact that is not known is a new one. A search
 * finds them all the same.
 *
 * @param sentAt the book's `mark` when these ids were sent; the others were not
 */
export function teachBook(
  book: Book,
  items: readonly ChangeItem[],
  outcomes: readonly Outcome[],
  sentAt: ReadonlyMap<string, number>,
): void {
  const toCreate = new Set(items.filter(({ before }) => !before).map(({ id }) => id));
  const seen: Contact[] = [];
  const created: Contact[] = [];
  const gone: string[] = [];
  const elsewhere: Contact[] = [];
  for (const outcome of outcomes) {
    const { id } = outcome;
    const isKnown = book.contact(id) !== undefined;
    switch (outcome.kind) {
      case 'done':
      case 'unknown':
        if (outcome.now && toCreate.has(id)) created.push(outcome.now);
        else if (outcome.now) (isKnown ? seen : elsewhere).push(outcome.now);
        else if (!outcome.now && outcome.kind === 'done') gone.push(id);
        break;
      case 'conflict':
        if (outcome.theirs) (isKnown ? seen : elsewhere).push(outcome.theirs);
        else if (isKnown) gone.push(id);
        else book.search.remove([id]);
        break;
      case 'notFound':
        if (isKnown) gone.push(id);
        else book.search.remove([id]);
        break;
      case 'rejected':
      case 'notStarted':
        break;
    }
  }
  if (seen.length > 0) book.put(seen);
  if (elsewhere.length > 0) book.search.put(elsewhere);
  // What was to be created and not sent was there already.
  const creations = grouped(created, ({ id }) => sentAt.get(id) ?? beforeAll);
  for (const [mark, contacts] of creations) book.put(contacts, mark);
  const deletions = grouped(gone, (id) => sentAt.get(id) ?? afterAll);
  for (const [mark, ids] of deletions) book.remove(ids, mark);
}

/** A book takes in many at once by less work. */
function grouped<T>(some: readonly T[], markOf: (one: T) => number): ReadonlyMap<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const one of some) {
    const group = groups.get(markOf(one));
    if (group) group.push(one);
    else groups.set(markOf(one), [one]);
  }
  return groups;
}
