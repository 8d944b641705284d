import type { BookSearch } from '../../core/book/search/bookSearch.ts';
import type { PersonNames } from '../../core/book/search/personNames.ts';
import type { QueryTerm } from '../../core/book/search/searchQuery.ts';
import { ShownMatches } from '../../core/book/search/shownMatches.ts';
import { type ContactFacts, ContactNode } from './contactNode.ts';
import { MoreNode } from './moreNode.ts';
import type { TreeNode } from './treeNode.ts';

/** What rows of contacts that fit a query need to know. */
export interface MatchFacts extends ContactFacts {
  /** Tells that a row looks otherwise. */
  readonly changed: (node: TreeNode) => void;
}

/** A row, and the state of the contact that it shows. */
interface ShownContact {
  readonly node: ContactNode;
  readonly entry: number;
}

/** The rows of contacts that fit some terms, below an account or a group; the first few hundred, and one for the rest. */
export class MatchList {
  readonly #parent: TreeNode;
  readonly #facts: MatchFacts;
  readonly #matches: ShownMatches;
  #nodes = new Map<string, ShownContact>();

  constructor(parent: TreeNode, facts: MatchFacts, terms: readonly QueryTerm[]) {
    this.#parent = parent;
    this.#facts = facts;
    this.#matches = new ShownMatches(terms);
  }

  /** Whether it was searched for. */
  get isKnown(): boolean {
    return this.total !== undefined;
  }

  /** How many fit; undefined before the first search. */
  get total(): number | undefined {
    return this.#matches.total;
  }

  rows(): readonly TreeNode[] {
    const nodes = this.#nodes;
    const { index } = this.#facts.session.book.search;
    this.#nodes = new Map();
    for (const entry of this.#matches.entries) {
      const { id } = index.contactAt(entry);
      const known = nodes.get(id);
      const node = known?.node ?? new ContactNode(this.#parent, id, this.#facts);
      // VS Code keeps the mark of a row until it hears of that very row.
      if (known && known.entry !== entry) this.#facts.changed(node);
      this.#nodes.set(id, { node, entry });
    }
    const { shown, others } = this.#matches;
    const more = others > 0 ? [new MoreNode(this.#parent, shown, shown + others)] : [];
    return [...[...this.#nodes.values()].map(({ node }) => node), ...more];
  }

  contactNode(id: string): ContactNode | undefined {
    return this.#nodes.get(id)?.node;
  }

  /** No row of this list has others below it. */
  childrenOf(): readonly TreeNode[] {
    return [];
  }

  /** From the next search on more are shown. */
  showMore(): void {
    this.#matches.showMore();
  }

  /** As `ShownMatches.update`. */
  async update(search: BookSearch, people: PersonNames, signal: AbortSignal): Promise<boolean> {
    return await this.#matches.update(search, people, signal);
  }
}
