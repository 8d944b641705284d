import * as vscode from 'vscode';
import { ApiError } from '../../core/api/apiError.ts';
import type { Logger } from '../../core/ports.ts';
import { isCancellation, toUserError } from '../ui/userError.ts';
import { accountRows } from './accountRows.ts';
import { BlockNode } from './blockNode.ts';
import type { BranchRows } from './branchRows.ts';
import { type ContactFacts, ContactNode } from './contactNode.ts';
import { GapNode } from './gapNode.ts';
import { MessageNode } from './messageNode.ts';
import { noteMessage } from './messages.ts';
import type { TreeNode } from './treeNode.ts';

/** The list of an account as far as it was read, page by page. */
export class ListRows implements BranchRows {
  readonly #parent: TreeNode;
  readonly #facts: ContactFacts;
  readonly #logger: Logger;
  readonly #stop = new AbortController();
  #contacts = new Map<string, ContactNode>();
  #blocks = new Map<number, BlockNode>();
  #gaps = new Map<number, GapNode>();
  #first: Promise<void> | undefined;

  constructor(parent: TreeNode, facts: ContactFacts, logger: Logger) {
    this.#parent = parent;
    this.#facts = facts;
    this.#logger = logger;
  }

  rows(): readonly TreeNode[] {
    this.#readFirst();
    return this.#build();
  }

  /** When the first page was read, which this begins if nobody did. Rejects with why it could not be read. */
  async firstRead(): Promise<void> {
    this.#readFirst();
    await this.#first;
  }

  childrenOf(node: TreeNode): readonly TreeNode[] {
    return node instanceof BlockNode ? node.children() : [];
  }

  contactNode(id: string): ContactNode | undefined {
    if (!this.#facts.session.book.contact(id)) return undefined;
    // VS Code may not have asked for the rows as they are now.
    this.#build();
    const block = [...this.#blocks.values()].find(({ ids }) => ids.includes(id));
    block?.children();
    return block ? block.shownNode(id) : this.#contacts.get(id);
  }

  /** The row of a contact if VS Code has it. */
  shownNode(id: string): ContactNode | undefined {
    const node = this.#contacts.get(id);
    if (node) return node;
    for (const block of this.#blocks.values()) {
      const shown = block.shownNode(id);
      if (shown) return shown;
    }
    return undefined;
  }

  dispose(): void {
    this.#stop.abort(new vscode.CancellationError());
  }

  /** The rows as they are now; those that were there before keep their objects. */
  #build(): readonly TreeNode[] {
    const [contacts, blocks, gaps] = [this.#contacts, this.#blocks, this.#gaps];
    const { session } = this.#facts;
    this.#contacts = new Map();
    this.#blocks = new Map();
    this.#gaps = new Map();
    return accountRows(session.book).map((row) => {
      if (row.kind === 'contact') {
        const node = contacts.get(row.id) ?? new ContactNode(this.#parent, row.id, this.#facts);
        this.#contacts.set(row.id, node);
        return node;
      }
      if (row.kind === 'block') {
        const node = blocks.get(row.from) ?? new BlockNode(this.#parent, row, this.#facts);
        node.block = row;
        this.#blocks.set(row.from, node);
        return node;
      }
      if (row.kind === 'gap') {
        const { gap, isTail } = row;
        const node = gaps.get(gap.from) ?? new GapNode(this.#parent, session, gap, isTail);
        node.gap = gap;
        node.isTail = isTail;
        this.#gaps.set(gap.from, node);
        return node;
      }
      return new MessageNode(this.#parent, noteMessage(row, vscode.env.language));
    });
  }

  #readFirst(): void {
    const { book, users } = this.#facts.session;
    const [part, ...others] = book.layout();
    const isUntouched = part?.kind === 'gap' && !part.isLoading && !part.failure;
    const { signal } = this.#stop;
    const read = async () => {
      if (!book.isRead && isUntouched && others.length === 0) {
        this.#first = book.loadPage(0, { signal });
        await this.#first;
      }
      // Names come after the contacts, and only once: without them the ids serve.
      if (book.isRead && !users.known && !users.failure) await users.users({ signal });
    };
    read().catch((error: unknown) => {
      // The gap shows why it could not be read.
      if (!(error instanceof ApiError || isCancellation(error))) toUserError(error, this.#logger);
    });
  }
}
