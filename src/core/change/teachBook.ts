import type { Book } from '../book/book.ts';
import type { Contact } from '../contact/contact.ts';
import type { ChangeItem } from './changeSet.ts';
import type { Outcome } from './outcome.ts';

/**
 * Tells the book what was seen of the contacts, whatever became of the change. Contacts that it has not read
 * stay out of it, unless this change created them: to the book a contact that it does not know is a new one.
 */
export function teachBook(
  book: Book,
  items: readonly ChangeItem[],
  outcomes: readonly Outcome[],
): void {
  const created = new Set(items.filter(({ before }) => !before).map(({ id }) => id));
  const seen: Contact[] = [];
  const gone: string[] = [];
  for (const outcome of outcomes) {
    const { id } = outcome;
    const isKnown = book.contact(id) !== undefined;
    switch (outcome.kind) {
      case 'done':
      case 'unknown':
        if (outcome.now && (isKnown || created.has(id))) seen.push(outcome.now);
        else if (!outcome.now && outcome.kind === 'done') gone.push(id);
        break;
      case 'conflict':
        if (outcome.theirs && isKnown) seen.push(outcome.theirs);
        else if (!outcome.theirs && isKnown) gone.push(id);
        break;
      case 'notFound':
        if (isKnown) gone.push(id);
        break;
      case 'rejected':
      case 'notStarted':
        break;
    }
  }
  if (seen.length > 0) book.put(seen);
  if (gone.length > 0) book.remove(gone);
}
