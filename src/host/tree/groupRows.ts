import * as vscode from 'vscode';
import type { BookSearch } from '../../core/book/search/bookSearch.ts';
import { type ContactGroups, groupContacts } from '../../core/book/search/groupContacts.ts';
import type { PersonNames } from '../../core/book/search/personNames.ts';
import type { Grouping, QueryTerm } from '../../core/book/search/searchQuery.ts';
import type { ContactNode } from './contactNode.ts';
import { GroupNode } from './groupNode.ts';
import { type GroupNames, sortGroups } from './groupRow.ts';
import { type MatchFacts, MatchList } from './matchList.ts';
import { MessageNode } from './messageNode.ts';
import { loadingMessage } from './messages.ts';
import type { TreeNode } from './treeNode.ts';

interface GroupRowsParts {
  readonly parent: TreeNode;
  readonly facts: MatchFacts;
  readonly terms: readonly QueryTerm[];
  readonly by: Grouping;
  /** Asks for an `update`. */
  readonly wanted: () => void;
}

/** The contacts that fit some terms in groups, each with its number; searches for those of a group when it is expanded. */
export class GroupRows {
  readonly #parts: GroupRowsParts;
  readonly #lists = new Map<string, MatchList>();
  #groups: ContactGroups | undefined;
  #nodes = new Map<string, GroupNode>();

  constructor(parts: GroupRowsParts) {
    this.#parts = parts;
  }

  /** How many contacts fit; undefined before the first search. */
  get total(): number | undefined {
    return this.#groups?.total;
  }

  rows(): readonly TreeNode[] {
    const { parent, by, facts } = this.#parts;
    const { users } = facts.session;
    const names = (): GroupNames => ({ nameOf: (id) => users.nameOf(id), listed: users.known });
    const nodes = this.#nodes;
    this.#nodes = new Map();
    for (const group of sortGroups(this.#groups?.groups ?? [], by, names(), vscode.env.language)) {
      const node = nodes.get(group.key) ?? new GroupNode(parent, by, group, facts, names);
      node.group = group;
      this.#nodes.set(group.key, node);
    }
    for (const key of this.#lists.keys()) if (!this.#nodes.has(key)) this.#lists.delete(key);
    return [...this.#nodes.values()];
  }

  childrenOf(node: TreeNode): readonly TreeNode[] {
    if (!(node instanceof GroupNode)) return [];
    const { facts, terms, wanted } = this.#parts;
    const known = this.#lists.get(node.key);
    if (known?.total !== undefined) return known.rows();
    if (!known) {
      this.#lists.set(node.key, new MatchList(node, facts, [...terms, node.term]));
      wanted();
    }
    return [new MessageNode(node, loadingMessage())];
  }

  contactNode(id: string): ContactNode | undefined {
    for (const list of this.#lists.values()) {
      const node = list.contactNode(id);
      if (node) return node;
    }
    return undefined;
  }

  /** From the next search on more of a group are shown. */
  showMore(parent: TreeNode): void {
    if (parent instanceof GroupNode) this.#lists.get(parent.key)?.showMore();
  }

  /** Searches what is known now. Whether anything is otherwise than before. Rejects with the signal's reason. */
  async update(search: BookSearch, people: PersonNames, signal: AbortSignal): Promise<boolean> {
    const { terms, by } = this.#parts;
    const groups = await groupContacts(search.index, terms, by, { signal, people });
    let isChanged = !isSameGroups(groups, this.#groups);
    this.#groups = groups;
    for (const list of [...this.#lists.values()]) {
      if (await list.update(search, people, signal)) isChanged = true;
    }
    return isChanged;
  }
}

function isSameGroups(some: ContactGroups, others: ContactGroups | undefined): boolean {
  const counts = new Map(others?.groups.map(({ key, count }) => [key, count]));
  return (
    some.total === others?.total &&
    some.groups.length === counts.size &&
    some.groups.every(({ key, count }) => counts.get(key) === count)
  );
}
