import { setTimeout as wait } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { TreeNode } from './treeNode.ts';

/**
 * Tells VS Code which rows have changed: in a turn of its own, and each once. VS Code (seen in 1.100) goes on showing
 * what `getChildren` returned if it hears of a change before it has taken that in.
 *
 * At the log level Trace VS Code writes the rows it is told of into its own log, with all that they show of people: it
 * is told then that all has changed.
 */
export class NodeChanges implements vscode.Disposable {
  readonly #emitter = new vscode.EventEmitter<TreeNode[] | undefined>();
  readonly #nodes = new Set<TreeNode>();
  #isAll = false;
  #timer: NodeJS.Timeout | undefined;

  readonly event = this.#emitter.event;

  /** @param node what has changed, with all below it; undefined: the whole tree */
  add(node: TreeNode | undefined): void {
    if (node) this.#nodes.add(node);
    else this.#isAll = true;
    this.#timer ??= setTimeout(() => this.#tell(), 0);
  }

  /** When all changes until now have been told. */
  async told(): Promise<void> {
    while (this.#timer) await wait(0);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#emitter.dispose();
  }

  #tell(): void {
    const isTraced = vscode.env.logLevel === vscode.LogLevel.Trace;
    const nodes = this.#isAll || isTraced ? undefined : [...this.#nodes];
    this.#timer = undefined;
    this.#isAll = false;
    this.#nodes.clear();
    this.#emitter.fire(nodes);
  }
}
