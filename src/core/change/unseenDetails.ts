import { sameContact } from '../contact/compareContacts.ts';
import type { Contact } from '../contact/contact.ts';
import { type ChangeItem, isUpsert } from './changeSet.ts';
import { showsDetails, withDetailsOf } from './hiddenDetails.ts';
import type { Outcome } from './outcome.ts';

/**
 * The user names and phones of one account that we wrote and its server does not show: our last known copy of
 * them, for as long as the account is open. A save replaces the whole contact, so one made from a reading alone
 * would take them away.
 */
export class UnseenDetails {
  readonly #contacts = new Map<string, Contact>();

  /** `seen` as far as it is known: with what we wrote and the server does not show; `seen` itself if that is nothing. */
  complete(seen: Contact): Contact {
    const known = this.#contacts.get(seen.id);
    return known && !showsDetails(seen) ? withDetailsOf(known, seen) : seen;
  }

  /** Whether a save of `after`, made from a reading, would take away details that the reading did not show. */
  wouldLose(after: Contact): boolean {
    const known = this.#contacts.get(after.id);
    return known !== undefined && !sameContact(withDetailsOf(known, after), after);
  }

  /** Takes note of what became of changes. */
  learn(items: readonly ChangeItem[], outcomes: readonly Outcome[]): void {
    const unseen = new Set<string>();
    const hasAny = this.#contacts.size > 0;
    for (const outcome of outcomes) {
      const { kind, id } = outcome;
      if (kind === 'done' && outcome.unseen) unseen.add(id);
      else if (hasAny && (kind === 'done' || kind === 'notFound')) this.#contacts.delete(id);
    }
    if (unseen.size === 0) return;
    for (const item of items) {
      if (!unseen.has(item.id)) continue;
      if (isUpsert(item)) this.#contacts.set(item.id, item.after);
      else this.#contacts.delete(item.id);
    }
  }
}
