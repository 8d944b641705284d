import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Scan } from '../../core/book/search/bookSearch.ts';
import { type ContactGroups, groupContacts } from '../../core/book/search/groupContacts.ts';
import { PersonNames } from '../../core/book/search/personNames.ts';
import type { Grouping, QueryTerm } from '../../core/book/search/searchQuery.ts';
import { readQuery } from '../../core/book/search/searchQuery.ts';
import type { Contact } from '../../core/contact/contact.ts';
import type { Clock, Logger } from '../../core/ports.ts';
import { isCancellation, toUserError, UserError } from '../ui/userError.ts';
import type { BranchRows } from './branchRows.ts';
import type { ContactFacts, ContactNode } from './contactNode.ts';
import { FilterNode } from './filterNode.ts';
import { GroupNode } from './groupNode.ts';
import { sortGroups } from './groupRow.ts';
import { MatchList } from './matchList.ts';
import { MessageNode } from './messageNode.ts';
import { incompleteMessage, loadingMessage, noMatchMessage, readingMessage } from './messages.ts';
import type { TreeNode } from './treeNode.ts';

/** While the list is being read, what is shown is brought up to date so often (ms). */
const updateMs = 300;

interface MatchRowsParts {
  readonly parent: TreeNode;
  readonly facts: ContactFacts;
  /** What the contacts have to fit; "" for all. */
  readonly query: string;
  readonly groupBy: Grouping | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly changed: (node: TreeNode) => void;
}

/** How many contacts of how many are shown. */
export interface MatchCount {
  /** Undefined while the first search is under way. */
  readonly total: number | undefined;
  /** Contacts in the account, as far as is known. */
  readonly count: number | undefined;
}

/**
 * The contacts of an account that fit a query, or all of them, perhaps in groups. Begins to read the whole list when its
 * rows are asked for, unless that was done lately, and shows what is there meanwhile.
 */
export class MatchRows implements BranchRows {
  readonly query: string;
  readonly #parts: MatchRowsParts;
  readonly #terms: readonly QueryTerm[];
  readonly #filter: FilterNode | undefined;
  readonly #list: MatchList;
  readonly #stop = new AbortController();
  readonly #subscriptions: readonly { dispose(): void }[];
  #groups: ContactGroups | undefined;
  #groupNodes = new Map<string, GroupNode>();
  readonly #groupLists = new Map<string, MatchList>();
  #reading: AbortController | undefined;
  #hasBegun = false;
  #updating: Promise<void> | undefined;
  #isOutdated = false;

  constructor(parts: MatchRowsParts) {
    this.#parts = parts;
    const { parent, facts, query, changed } = parts;
    this.query = query;
    this.#terms = readQuery(query);
    this.#list = new MatchList(parent, facts, this.#terms);
    this.#filter =
      query === ''
        ? undefined
        : new FilterNode(parent, query, facts.isReadOnly, () => this.matchCount);
    const { book, users } = facts.session;
    let wasReading = book.search.progress !== undefined;
    this.#subscriptions = [
      book.search.onDidChange(() => {
        const isReading = book.search.progress !== undefined;
        if (isReading !== wasReading) changed(parent);
        wasReading = isReading;
        this.#update();
      }),
      users.onDidChange(() => {
        changed(parent);
        this.#update();
      }),
    ];
  }

  get matchCount(): MatchCount {
    const { book } = this.#parts.facts.session;
    const { progress, isComplete, index } = book.search;
    return { total: this.#total, count: isComplete ? index.size : (progress?.count ?? book.count) };
  }

  /** The row that stands for all that fit. */
  get filterNode(): FilterNode | undefined {
    return this.#filter;
  }

  rows(): readonly TreeNode[] {
    this.#begin();
    const { parent, groupBy } = this.#parts;
    const isKnown = this.#total !== undefined;
    return [
      ...(this.#filter ? [this.#filter] : []),
      ...this.#stateRows(isKnown),
      ...(groupBy ? this.#groupRows(groupBy) : this.#list.rows()),
      ...(this.#total === 0 && !this.#isReading
        ? [new MessageNode(parent, noMatchMessage(this.query !== ''))]
        : []),
    ];
  }

  childrenOf(node: TreeNode): readonly TreeNode[] {
    if (!(node instanceof GroupNode)) return [];
    const known = this.#groupLists.get(node.key);
    if (known?.isKnown) return known.rows();
    if (!known) {
      this.#groupLists.set(
        node.key,
        new MatchList(node, this.#parts.facts, [...this.#terms, node.term]),
      );
      this.#update();
    }
    return [new MessageNode(node, loadingMessage())];
  }

  contactNode(id: string): ContactNode | undefined {
    const lists = this.#parts.groupBy ? this.#groupLists.values() : [this.#list];
    for (const list of lists) {
      const node = list.contactNode(id);
      if (node) return node;
    }
    return undefined;
  }

  /** Shows the next few hundred of a list that is only shown in part. */
  async showMore(parent: TreeNode): Promise<void> {
    const list = parent instanceof GroupNode ? this.#groupLists.get(parent.key) : this.#list;
    list?.showMore();
    this.#update();
    await this.#updating;
  }

  /**
   * All contacts that a row stands for, shown or not. Waits until the whole list was read; rejects with words if that
   * failed, for these would not be all.
   */
  async contactsOf(node: FilterNode | GroupNode, signal: AbortSignal): Promise<readonly Contact[]> {
    const { search } = this.#parts.facts.session.book;
    if (search.progress) await search.scan(this.#parts.clock, signal);
    if (!search.isComplete) {
      throw new UserError(
        l10n.t('Not all contacts were read, so it is not known which belong here. Refresh first.'),
      );
    }
    const terms = node instanceof GroupNode ? [...this.#terms, node.term] : this.#terms;
    const { entries } = await search.find(terms, { signal, people: this.#people() });
    return entries.map((entry) => search.index.contactAt(entry));
  }

  /** Reads the whole list again. Rejects with the signal's reason when cancelled. */
  async readAll(signal: AbortSignal): Promise<Scan> {
    const { session } = this.#parts.facts;
    this.#hasBegun = true;
    // Names come once, and without them the ids serve.
    await session.users.users({ signal });
    const scan = await session.book.search.scan(this.#parts.clock, signal);
    await this.settled();
    return scan;
  }

  /** When what is shown is what is known. */
  async settled(): Promise<void> {
    this.#update();
    await this.#updating;
  }

  /** Ends reading; what was read stays. */
  stopReading(): void {
    this.#reading?.abort(new vscode.CancellationError());
  }

  dispose(): void {
    const reason = new vscode.CancellationError();
    this.#stop.abort(reason);
    this.#reading?.abort(reason);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  get #total(): number | undefined {
    return this.#parts.groupBy ? this.#groups?.total : this.#list.total;
  }

  get #isReading(): boolean {
    return this.#parts.facts.session.book.search.progress !== undefined;
  }

  #begin(): void {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    this.#update();
    const { facts, clock, logger } = this.#parts;
    const { search } = facts.session.book;
    const reading = new AbortController();
    this.#reading = reading;
    const read = async () => {
      const names = facts.session.users.users({ signal: reading.signal });
      if (!search.isFresh(clock)) await search.scan(clock, reading.signal);
      await names;
    };
    read()
      .catch((error: unknown) => {
        if (!isCancellation(error)) toUserError(error, logger);
      })
      .finally(() => {
        if (this.#reading === reading) this.#reading = undefined;
      });
  }

  #stateRows(isKnown: boolean): readonly TreeNode[] {
    const { parent, facts } = this.#parts;
    const { search } = facts.session.book;
    const { progress, last } = search;
    const { language } = vscode.env;
    if (progress) return [new MessageNode(parent, readingMessage(progress, language))];
    if (!search.isComplete && !this.#reading) {
      return [new MessageNode(parent, incompleteMessage(last, search.index.size, language))];
    }
    return isKnown ? [] : [new MessageNode(parent, loadingMessage())];
  }

  #groupRows(by: Grouping): readonly TreeNode[] {
    const { parent, facts } = this.#parts;
    const { users } = facts.session;
    const names = () => ({ nameOf: (id: string) => users.nameOf(id), listed: users.known });
    const nodes = this.#groupNodes;
    this.#groupNodes = new Map();
    for (const group of sortGroups(this.#groups?.groups ?? [], by, names(), vscode.env.language)) {
      const node = nodes.get(group.key) ?? new GroupNode(parent, by, group, facts, names);
      node.group = group;
      this.#groupNodes.set(group.key, node);
    }
    for (const key of this.#groupLists.keys()) {
      if (!this.#groupNodes.has(key)) this.#groupLists.delete(key);
    }
    return [...this.#groupNodes.values()];
  }

  #people(): PersonNames {
    return new PersonNames(this.#parts.facts.session.users.known);
  }

  /** Searches anew, now or once the search under way has ended. */
  #update(): void {
    this.#isOutdated = true;
    this.#updating ??= this.#keepUpToDate();
  }

  async #keepUpToDate(): Promise<void> {
    const { clock, logger } = this.#parts;
    const { signal } = this.#stop;
    try {
      while (this.#isOutdated) {
        this.#isOutdated = false;
        const began = clock.now();
        await this.#searchAnew(signal);
        // A search through a million contacts leaves time for the reading.
        const pause = Math.max(updateMs, 4 * (clock.now() - began));
        if (this.#isReading) await clock.sleep(pause, signal);
      }
    } catch (error) {
      if (!isCancellation(error)) toUserError(error, logger);
    } finally {
      this.#updating = undefined;
    }
  }

  async #searchAnew(signal: AbortSignal): Promise<void> {
    const { parent, facts, groupBy, changed } = this.#parts;
    const { search } = facts.session.book;
    const people = this.#people();
    let isChanged = this.#isReading;
    if (groupBy) {
      const groups = await groupContacts(search.index, this.#terms, groupBy, { signal, people });
      isChanged ||= !isSameGroups(groups, this.#groups);
      this.#groups = groups;
      for (const list of [...this.#groupLists.values()]) {
        if (await list.update(search, people, signal)) isChanged = true;
      }
    } else if (await this.#list.update(search, people, signal)) isChanged = true;
    if (isChanged) changed(parent);
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
