import type { AccountId } from '../../core/accountId.ts';
import { IdMap } from '../../core/book/idMap.ts';
import { TimeSlices } from '../../core/book/timeSlices.ts';
import type { Contact } from '../../core/contact/contact.ts';
import { BlockNode } from './blockNode.ts';
import { ContactNode } from './contactNode.ts';
import { FilterNode } from './filterNode.ts';
import { GroupNode } from './groupNode.ts';
import { RuleNode } from './ruleNode.ts';
import type { TreeNode } from './treeNode.ts';

/** A contact with the account it was read from. */
export interface SelectedContact {
  readonly accountId: AccountId;
  readonly contact: Contact;
}

/**
 * The contacts that rows stand for, each once: it may have a row of its own and be in a group. Other rows are left out.
 * Other work goes on meanwhile.
 *
 * @param allOf finds those of a filter or a group, shown or not
 */
export async function contactsOfRows(
  nodes: readonly TreeNode[],
  allOf: (node: FilterNode | GroupNode) => Promise<readonly Contact[]>,
): Promise<readonly SelectedContact[]> {
  const slices = new TimeSlices();
  const chosen: SelectedContact[] = [];
  const known = new IdMap<true>();
  for (const node of nodes) {
    const { accountId } = node;
    for (const contact of await contactsOf(node, allOf)) {
      await slices.next();
      const key = `${accountId}/${contact.id}`;
      if (known.has(key)) continue;
      known.set(key, true);
      chosen.push({ accountId, contact });
    }
  }
  return chosen;
}

async function contactsOf(
  node: TreeNode,
  allOf: (node: FilterNode | GroupNode) => Promise<readonly Contact[]>,
): Promise<readonly Contact[]> {
  if (node instanceof ContactNode) return node.contact ? [node.contact] : [];
  if (node instanceof BlockNode) return node.contacts();
  if (node instanceof RuleNode) return await node.contacts();
  return node instanceof FilterNode || node instanceof GroupNode ? await allOf(node) : [];
}
