import type { BookSearch } from '../../core/book/search/bookSearch.ts';
import type { PersonNames } from '../../core/book/search/personNames.ts';
import type { QueryTerm } from '../../core/book/search/searchQuery.ts';
import { ShownMatches } from '../../core/book/search/shownMatches.ts';
import { type ContactFacts, ContactNode } from './contactNode.ts';
import { MoreNode } from './moreNode.ts';
import type { TreeNode } from './treeNode.ts';

/** The rows of contacts that fit some terms, below an account or a group; the first few hundred, and one for the rest. */
export class MatchList {
  readonly #parent: TreeNode;
  readonly #facts: ContactFacts;
  readonly #matches: ShownMatches;
  #nodes = new Map<string, ContactNode>();

  constructor(parent: TreeNode, facts: ContactFacts, terms: readonly QueryTerm[]) {
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
      this.#nodes.set(id, nodes.get(id) ?? new ContactNode(this.#parent, id, this.#facts));
    }
    const { shown, others } = this.#matches;
    const more = others > 0 ? [new MoreNode(this.#parent, shown, shown + others)] : [];
    return [...this.#nodes.values(), ...more];
  }

  contactNode(id: string): ContactNode | undefined {
    return this.#nodes.get(id);
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
