import type * as vscode from 'vscode';
import { TimeSlices } from '../../core/book/timeSlices.ts';
import type { TreeNode } from './treeNode.ts';

/** How rows look, one after the other, in slices: VS Code asks for hundreds of rows at once. */
export class ItemsInTurn {
  readonly #slices = new TimeSlices();
  #last: Promise<unknown> = Promise.resolve();

  /** How the row looks when its turn comes. Rejects with what the row throws. */
  async itemOf(node: Pick<TreeNode, 'item'>): Promise<vscode.TreeItem> {
    const item = this.#last.then(async () => {
      await this.#slices.next();
      return node.item();
    });
    this.#last = item.catch(() => undefined);
    return await item;
  }
}
