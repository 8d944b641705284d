import type { Contact } from '../../core/contact/contact.ts';
import type { Problem } from '../../core/contact/problem.ts';
import { validateContact } from '../../core/contact/validateContact.ts';

/** The problems of cards, found once for each version of a card. */
export class CardChecks {
  readonly #problems = new WeakMap<Contact, readonly Problem[]>();

  problemsOf(contact: Contact): readonly Problem[] {
    const known = this.#problems.get(contact) ?? validateContact(contact, { exists: true });
    this.#problems.set(contact, known);
    return known;
  }

  /** How many values of the card the API would refuse. */
  errorsOf(contact: Contact): number {
    return this.problemsOf(contact).filter(({ severity }) => severity === 'error').length;
  }
}
