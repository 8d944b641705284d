import type { Book } from '../book/book.ts';
import type { IdMap } from '../book/idMap.ts';
import { mapById } from '../book/mapById.ts';
import type { TimeSlices } from '../book/timeSlices.ts';
import { afterAll, beforeAll } from '../book/toldCounts.ts';
import type { Contact } from '../contact/contact.ts';
import { partsOf } from '../partsOf.ts';
import type { ChangeItem } from './changeSet.ts';
import type { Outcome } from './outcome.ts';

/** So many contacts the book takes in at a time: within a millisecond, unless garbage is collected meanwhile. */
const seenAtATime = 50;
/** Of those without a place in its list yet, or no more, for which it goes through all of the list each time. */
const [createdAtATime, goneAtATime] = [1000, 2000];

/** What became of a change set. */
interface Lesson {
  readonly items: readonly ChangeItem[];
  readonly outcomes: readonly Outcome[];
  /** The book's `mark` when these ids were sent; the others were not. */
  readonly sentAt: Pick<IdMap<number>, 'get'>;
}

/**
 * Tells the book what was seen of the contacts, whatever became of the change. Contacts that it has not read
 * stay out of its list, unless this change was to create them: there a contact that is not known is a new one. A search
 * finds them all the same. Lets other work go on in between.
 */
export async function teachBook(
  book: Book,
  { items, outcomes, sentAt }: Lesson,
  slices: TimeSlices,
): Promise<void> {
  const toCreate = await mapById(
    items.filter(({ before }) => !before),
    slices,
  );
  const seen: Contact[] = [];
  const created: Contact[] = [];
  const gone: string[] = [];
  for (const outcome of outcomes) {
    await slices.next();
    const { id } = outcome;
    switch (outcome.kind) {
      case 'done':
      case 'unknown':
        if (outcome.now) (toCreate.has(id) ? created : seen).push(outcome.now);
        else if (outcome.kind === 'done') gone.push(id);
        break;
      case 'conflict':
        if (outcome.theirs) seen.push(outcome.theirs);
        else forget(id);
        break;
      case 'notFound':
        forget(id);
        break;
      case 'rejected':
      case 'notStarted':
        break;
    }
  }
  for (const part of partsOf(seen, seenAtATime)) {
    await slices.next();
    putSeen(book, part);
  }
  for (const part of partsOf(created, createdAtATime)) {
    await slices.next();
    // What was to be created and not sent was there already.
    const creations = grouped(part, ({ id }) => sentAt.get(id) ?? beforeAll);
    for (const [mark, contacts] of creations) book.put(contacts, mark);
  }
  for (const part of partsOf(gone, goneAtATime)) {
    await slices.next();
    const deletions = grouped(part, (id) => sentAt.get(id) ?? afterAll);
    for (const [mark, ids] of deletions) book.remove(ids, mark);
  }

  function forget(id: string): void {
    if (book.contact(id)) gone.push(id);
    else book.search.remove([id]);
  }
}

function putSeen(book: Book, contacts: readonly Contact[]): void {
  const known = contacts.filter(({ id }) => book.contact(id));
  const elsewhere = contacts.filter(({ id }) => !book.contact(id));
  if (known.length > 0) book.put(known);
  if (elsewhere.length > 0) book.search.put(elsewhere);
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
