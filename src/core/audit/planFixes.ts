import type { AccountId } from '../accountId.ts';
import type { TimeSlices } from '../book/timeSlices.ts';
import type { UpsertPlan } from '../change/planChanges.ts';
import { planEdits } from '../change/planEdits.ts';
import type { Contact } from '../contact/contact.ts';
import { auditContact, type Finding } from './auditContact.ts';
import type { AuditContext, Certainty } from './auditRule.ts';
import { leadsToAnotherChat } from './cardValue.ts';

/** A card with fewer problems than this comes to an end. */
const mostSteps = 200;

/** What a fix would make of a contact, and whether it leads to another chat. */
export interface OfferedFix {
  readonly after: Contact;
  readonly certainty: Certainty;
  readonly changesChat: boolean;
}

/** The fix of one finding; undefined if nobody can tell what is right there. */
export function fixOf(
  contact: Contact,
  { rule, pointer }: Pick<Finding, 'rule' | 'pointer'>,
  context: AuditContext,
): OfferedFix | undefined {
  const fix = rule.fix?.(contact, pointer, context);
  return fix && { ...fix, changesChat: leadsToAnotherChat(contact, fix.after) };
}

/**
 * The contact without all that can be corrected for certain.
 *
 * @param ruleId of the only rule to look at; all if undefined
 */
function certainlyFixed(contact: Contact, context: AuditContext, ruleId?: string): Contact {
  let fixed = contact;
  // One may bring forth another: a number without its spaces stands in the card already.
  for (let step = 0; step < mostSteps; step++) {
    const next = nextFix(fixed, context, ruleId);
    if (!next) break;
    fixed = next;
  }
  return fixed;
}

function nextFix(
  contact: Contact,
  context: AuditContext,
  ruleId: string | undefined,
): Contact | undefined {
  for (const { rule, pointer } of auditContact(contact, context)) {
    if (ruleId !== undefined && rule.id !== ruleId) continue;
    const fix = rule.fix?.(contact, pointer, context);
    if (fix?.certainty === 'certain') return fix.after;
  }
  return undefined;
}

/** A plan of fixes, and how many of them lead to another chat. */
export interface FixPlan extends UpsertPlan {
  readonly changedChats: number;
}

/**
 * Plans all certain fixes of contacts. Left out is a contact that the API would refuse for something else. Planned a
 * second time, over what the first plan has made of the contacts, it is empty.
 *
 * @param ruleId of the only rule to look at; all if undefined
 */
export async function planFixes(
  accountId: AccountId,
  contacts: Iterable<Contact>,
  context: AuditContext,
  slices: TimeSlices,
  ruleId?: string,
): Promise<FixPlan> {
  const known: Contact[] = [];
  for (const contact of contacts) {
    await slices.next();
    known.push(contact);
  }
  const { signal } = slices;
  const plan = await planEdits('fix', { accountId, contacts: known, signal }, (contact) => ({
    after: certainlyFixed(contact, context, ruleId),
  }));
  let changedChats = 0;
  for (const { before, after } of plan.changeSet.items) {
    await slices.next();
    if (before && after && leadsToAnotherChat(before, after)) changedChats += 1;
  }
  return { ...plan, changedChats };
}
