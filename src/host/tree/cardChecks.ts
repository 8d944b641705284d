import type { AccountId } from '../../core/accountId.ts';
import { type LiveProblem, type LiveRules, liveProblems } from '../../core/audit/liveProblems.ts';
import type { Contact } from '../../core/contact/contact.ts';
import { asLabel } from '../../core/contact/problemWords.ts';
import { validateContact } from '../../core/contact/validateContact.ts';

/** How the rules look at the cards of an account; undefined until they are loaded. */
type RulesOf = (accountId: AccountId) => LiveRules | undefined;

/** The problems of cards. */
export class CardChecks {
  readonly #rulesOf: RulesOf;
  /** Found once for each version of a card. */
  readonly #errors = new WeakMap<Contact, number>();

  constructor(rulesOf: RulesOf) {
    this.#rulesOf = rulesOf;
  }

  /** All that is told of a card, as in its form. */
  problemsOf(accountId: AccountId, contact: Contact): readonly LiveProblem[] {
    const rules = this.#rulesOf(accountId);
    const userIds = rules?.context.userIds;
    return liveProblems(contact, { exists: true, userIds, nameKey: asLabel }, rules);
  }

  /** How many values of the card the API would refuse: rows are marked for these alone, since they must be corrected. */
  errorsOf(contact: Contact): number {
    const known = this.#errors.get(contact) ?? errorsIn(contact);
    this.#errors.set(contact, known);
    return known;
  }
}

function errorsIn(contact: Contact): number {
  const problems = validateContact(contact, { exists: true });
  return problems.filter(({ severity }) => severity === 'error').length;
}
