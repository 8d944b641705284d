import type { AccountId } from '../../core/accountId.ts';
import type { AuditContext } from '../../core/audit/auditRule.ts';
import { planFixes } from '../../core/audit/planFixes.ts';
import { TimeSlices } from '../../core/book/timeSlices.ts';
import type { UpsertPlan } from '../../core/change/planChanges.ts';
import {
  countMovedChats,
  type FieldFacts,
  type FieldWishes,
  planFields,
} from '../../core/change/planFields.ts';
import type { Contact } from '../../core/contact/contact.ts';

/** What a model wants one contact to become. */
export type ContactProposal = { readonly contact: Contact } & (
  | { readonly wishes: FieldWishes }
  | { readonly fixes: true }
);

/** What contacts become, all in one change set, and how many of them get another chat. */
export interface ProposedPlan extends UpsertPlan {
  readonly movedChats: number;
}

/** Plans each contact by itself. No contact may be proposed twice. Rejects with the signal's reason. */
export async function planProposals(
  accountId: AccountId,
  proposals: readonly ContactProposal[],
  { facts, context }: { readonly facts: FieldFacts; readonly context: AuditContext },
  signal: AbortSignal,
): Promise<ProposedPlan> {
  const slices = new TimeSlices(signal);
  const plans: ProposedPlan[] = [];
  for (const proposal of proposals) {
    const { contact } = proposal;
    if ('fixes' in proposal) {
      const plan = await planFixes(accountId, [contact], context, slices);
      plans.push({ ...plan, movedChats: plan.changedChats });
      continue;
    }
    const plan = await planFields(
      { accountId, contacts: [contact], signal },
      proposal.wishes,
      facts,
    );
    const movedChats = await countMovedChats(plan, proposal.wishes, signal);
    plans.push({ ...plan, movedChats });
  }
  const areFixes = proposals.every((proposal) => 'fixes' in proposal);
  return {
    changeSet: {
      accountId,
      operation: areFixes ? 'fix' : 'setFields',
      items: plans.flatMap(({ changeSet }) => changeSet.items),
      leftOut: plans.flatMap(({ changeSet }) => changeSet.leftOut ?? []),
    },
    unchanged: plans.flatMap(({ unchanged }) => unchanged),
    movedChats: plans.reduce((sum, plan) => sum + plan.movedChats, 0),
  };
}
