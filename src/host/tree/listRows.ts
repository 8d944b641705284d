import * as vscode from 'vscode';
import { ApiError } from '../../core/api/apiError.ts';
import type { Logger } from '../../core/ports.ts';
import { isCancellation, toUserError } from '../ui/userError.ts';
import { accountRows } from './accountRows.ts';
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
  #gaps = new Map<number, GapNode>();

  constructor(parent: TreeNode, facts: ContactFacts, logger: Logger) {
    this.#parent = parent;
    this.#facts = facts;
    this.#logger = logger;
  }

  rows(): readonly TreeNode[] {
    this.#readFirst();
    const [contacts, gaps] = [this.#contacts, this.#gaps];
    const { session } = this.#facts;
    this.#contacts = new Map();
    this.#gaps = new Map();
    return accountRows(session.book).map((row) => {
      if (row.kind === 'contact') {
        const node = contacts.get(row.id) ?? new ContactNode(this.#parent, row.id, this.#facts);
        this.#contacts.set(row.id, node);
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

  childrenOf(): readonly TreeNode[] {
    return [];
  }

  contactNode(id: string): ContactNode | undefined {
    if (!this.#facts.session.book.contact(id)) return undefined;
    const node = this.#contacts.get(id) ?? new ContactNode(this.#parent, id, this.#facts);
    this.#contacts.set(id, node);
    return node;
  }

  /** The row of a contact if VS Code has it. */
  shownNode(id: string): ContactNode | undefined {
    return this.#contacts.get(id);
  }

  dispose(): void {
    this.#stop.abort(new vscode.CancellationError());
  }

  #readFirst(): void {
    const { book, users } = this.#facts.session;
    const [part, ...others] = book.layout();
    const isUntouched = part?.kind === 'gap' && !part.isLoading && !part.failure;
    const { signal } = this.#stop;
    const read = async () => {
      if (!book.isRead && isUntouched && others.length === 0) await book.loadPage(0, { signal });
      // Names come after the contacts, and only once: without them the ids serve.
      if (book.isRead && !users.known && !users.failure) await users.users({ signal });
    };
    read().catch((error: unknown) => {
      // The gap shows why it could not be read.
      if (!(error instanceof ApiError || isCancellation(error))) toUserError(error, this.#logger);
    });
  }
}
