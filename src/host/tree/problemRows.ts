import type { AccountAudit } from '../../core/audit/accountAudit.ts';
import { foldedRows } from './accountRows.ts';
import { BlockNode } from './blockNode.ts';
import { type ContactFacts, ContactNode } from './contactNode.ts';
import { ProblemsNode } from './problemsNode.ts';
import { RuleNode } from './ruleNode.ts';
import type { TreeNode } from './treeNode.ts';

/** What the last check of an account has found, as rows; the objects of rows are kept from one look to the next. */
export class ProblemRows {
  readonly node: ProblemsNode;
  readonly #facts: ContactFacts;
  readonly #found: () => AccountAudit | undefined;
  #rules = new Map<string, RuleNode>();
  readonly #contacts = new Map<string, ContactNode>();
  readonly #blocks = new Map<string, BlockNode>();

  /** @param found what was found by now; undefined before a check */
  constructor(parent: TreeNode, facts: ContactFacts, found: () => AccountAudit | undefined) {
    this.#facts = facts;
    this.#found = found;
    this.node = new ProblemsNode(parent, found, facts.isReadOnly);
  }

  /** The row of the group, once there was a check. */
  rows(): readonly TreeNode[] {
    return this.#found() ? [this.node] : [];
  }

  /** The rows below one of these; undefined of a row that is none of them. */
  childrenOf(node: TreeNode): readonly TreeNode[] | undefined {
    if (node === this.node) return this.#ruleRows();
    if (node instanceof RuleNode) return this.#contactRows(node);
    return node instanceof BlockNode && node.parent instanceof RuleNode
      ? node.children()
      : undefined;
  }

  #ruleRows(): readonly TreeNode[] {
    const rules = this.#rules;
    this.#rules = new Map();
    for (const [rule, ids] of this.#found()?.byRule ?? []) {
      const node = rules.get(rule.id) ?? new RuleNode(this.node, rule, ids, this.#facts);
      node.ids = ids;
      this.#rules.set(rule.id, node);
    }
    return [...this.#rules.values()];
  }

  #contactRows(node: RuleNode): readonly TreeNode[] {
    return foldedRows(node.ids).map((row) => {
      if (row.kind === 'contact') {
        const key = `${node.path}/${row.id}`;
        const contact = this.#contacts.get(key) ?? new ContactNode(node, row.id, this.#facts);
        this.#contacts.set(key, contact);
        return contact;
      }
      const key = `${node.path}/${row.from}`;
      const block = this.#blocks.get(key) ?? new BlockNode(node, row, this.#facts);
      block.block = row;
      this.#blocks.set(key, block);
      return block;
    });
  }
}
