import { type Contact, isObject } from '../contact/contact.ts';
import { validateContact } from '../contact/validateContact.ts';
import type { ValidationOptions } from '../contact/validationOptions.ts';
import { beyondProblems, type Finding } from './auditContact.ts';
import type { AuditContext, OtherContact, Severity } from './auditRule.ts';
import { auditRule } from './auditRules.ts';

/** A problem of a card while it is edited. */
export interface LiveProblem {
  readonly pointer: string;
  /** The id of its rule, or the kind of a problem that is no rule's. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** The missing key, where something is missing. */
  readonly key?: string;
  /** The other contacts of the account that it is about, if any. */
  readonly others?: readonly OtherContact[];
}

/** How rules look at the cards of an account, or of a file. */
export interface LiveRules {
  readonly context: AuditContext;
  /** Of the chats of a card: which other contacts have them, too; none where that is not known. */
  readonly sharedBy: (contact: Contact) => readonly Finding[];
}

/**
 * What is wrong or doubtful about a card in an editor. What Wazzup would refuse is told in any case, all else by the rules
 * that are on.
 *
 * @param value a parsed JSON value, of any type
 * @param rules undefined while they cannot be looked at: then there is what `validateContact` finds
 */
export function liveProblems(
  value: unknown,
  options: ValidationOptions,
  rules: LiveRules | undefined,
): readonly LiveProblem[] {
  const found = validateContact(value, options);
  if (!rules) return found;
  const { context, sharedBy } = rules;
  const shown = found.filter(
    ({ rule, severity }) => severity === 'error' || !auditRule(rule) || context.isOn(rule),
  );
  if (!isCard(value)) return shown;
  const known = new Set(shown.map(({ rule, pointer }) => `${rule} ${pointer}`));
  const more = [...beyondProblems(value, context), ...sharedBy(value)]
    .filter(({ rule, pointer }) => !known.has(`${rule.id} ${pointer}`))
    .map(({ rule, ...finding }) => ({ ...finding, rule: rule.id }));
  return [...shown, ...more];
}

function isCard(value: unknown): value is Contact {
  return isObject(value) && typeof value['id'] === 'string';
}
