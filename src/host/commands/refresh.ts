import { TreeNode } from '../tree/treeNode.ts';
import { accountArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';

/**
 * Refresh `({accountId})`: reads again what the tree shows, of one account or of all. From the view's title it is all,
 * although VS Code passes the row with the focus; the menu of a row passes the selection, too.
 */
export async function refresh({ view }: CommandServices, args: readonly unknown[]): Promise<void> {
  const isFromTitle = args.length === 1 && args[0] instanceof TreeNode;
  await view.refresh(isFromTitle ? undefined : accountArgument(args[0]));
}
