import type { ContactNode } from './contactNode.ts';
import type { TreeNode } from './treeNode.ts';

/** What is shown below an account. Keeps the rows' objects from one look to the next. */
export interface BranchRows {
  /** The rows from top to bottom; begins to read what they need. */
  rows(): readonly TreeNode[];
  /** The rows below one of them. */
  childrenOf(node: TreeNode): readonly TreeNode[];
  /** The row of a contact, if it has one. */
  contactNode(id: string): ContactNode | undefined;
  dispose(): void;
}
