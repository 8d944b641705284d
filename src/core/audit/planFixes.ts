import type { AccountId } from '../accountId.ts';
import type { TimeSlices } from '../book/timeSlices.ts';
import type { UpsertPlan } from '../change/planChanges.ts';
import { planEdits } from '../change/planEdits.ts';
import type { Contact } from '../contact/contact.ts';
import { auditContact, type Finding } from './auditContact.ts';
import type { AuditContext, Certainty, Fix } from './auditRule.ts';
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

/** Which fixes are wanted. */
export interface FixWish {
  /** Of the only rule to look at; all if undefined. */
  readonly ruleId?: string | undefined;
  /** Whether what is only likely is corrected, too. */
  readonly guesses?: boolean;
}

/** A contact without what is wrong, and whether one of the fixes was a guess. */
interface Fixed {
  readonly after: Contact;
  readonly isGuess: boolean;
}

function fixed(contact: Contact, context: AuditContext, wish: FixWish): Fixed {
  let after = contact;
  let isGuess = false;
  // One may bring forth another: a number without its spaces stands in the card already.
  for (let step = 0; step < mostSteps; step++) {
    const fix = nextFix(after, context, wish);
    if (!fix) break;
    after = fix.after;
    if (fix.certainty === 'likely') isGuess = true;
  }
  return { after, isGuess };
}

function nextFix(
  contact: Contact,
  context: AuditContext,
  { ruleId, guesses = false }: FixWish,
): Fix | undefined {
  for (const { rule, pointer } of auditContact(contact, context)) {
    if (ruleId !== undefined && rule.id !== ruleId) continue;
    const fix = rule.fix?.(contact, pointer, context);
    if (fix && (guesses || fix.certainty === 'certain')) return fix;
  }
  return undefined;
}

/** A plan of fixes. */
export interface FixPlan extends UpsertPlan {
  /** How many of its contacts get another chat. */
  readonly changedChats: number;
  /** In how many of its contacts something is a guess. */
  readonly guessed: number;
}

/**
 * Plans the wanted fixes of contacts. Left out is a contact that the API would refuse for something else. Planned a
 * second time, over what the first plan has made of the contacts, it is empty.
 */
export async function planFixes(
  accountId: AccountId,
  contacts: Iterable<Contact>,
  context: AuditContext,
  slices: TimeSlices,
  wish: FixWish = {},
): Promise<FixPlan> {
  const known: Contact[] = [];
  for (const contact of contacts) {
    await slices.next();
    known.push(contact);
  }
  const { signal } = slices;
  const guesses = new Set<string>();
  const plan = await planEdits('fix', { accountId, contacts: known, signal }, (contact) => {
    const { after, isGuess } = fixed(contact, context, wish);
    if (isGuess) guesses.add(contact.id);
    return { after };
  });
  let changedChats = 0;
  let guessed = 0;
  for (const { id, before, after } of plan.changeSet.items) {
    await slices.next();
    if (before && after && leadsToAnotherChat(before, after)) changedChats += 1;
    if (guesses.has(id)) guessed += 1;
  }
  return { ...plan, changedChats, guessed };
}
