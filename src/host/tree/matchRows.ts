import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Scan } from '../../core/book/search/bookSearch.ts';
import { PersonNames } from '../../core/book/search/personNames.ts';
import type { Grouping, QueryTerm } from '../../core/book/search/searchQuery.ts';
import { readQuery } from '../../core/book/search/searchQuery.ts';
import type { Contact } from '../../core/contact/contact.ts';
import type { Clock, Logger } from '../../core/ports.ts';
import { isCancellation, toUserError, UserError } from '../ui/userError.ts';
import type { BranchRows } from './branchRows.ts';
import type { ContactFacts, ContactNode } from './contactNode.ts';
import { FilterNode } from './filterNode.ts';
import type { GroupNode } from './groupNode.ts';
import { GroupRows } from './groupRows.ts';
import { MatchList } from './matchList.ts';
import { MessageNode } from './messageNode.ts';
import {
  incompleteMessage,
  loadingMessage,
  noMatchMessage,
  oldMessage,
  readingMessage,
} from './messages.ts';
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
 * rows are asked for, unless that was done lately, and shows what is there meanwhile, from the cache, too.
 */
export class MatchRows implements BranchRows {
  readonly query: string;
  readonly #parts: MatchRowsParts;
  readonly #terms: readonly QueryTerm[];
  readonly #filter: FilterNode | undefined;
  readonly #shown: MatchList | GroupRows;
  readonly #stop = new AbortController();
  readonly #subscriptions: readonly { dispose(): void }[];
  /** What reads the whole list by now: looking at it, and who asked for it. */
  readonly #readings = new Set<AbortController>();
  #hasBegun = false;
  #updating: Promise<void> | undefined;
  #isOutdated = false;

  constructor(parts: MatchRowsParts) {
    this.#parts = parts;
    const { parent, query, groupBy: by, changed } = parts;
    const facts = { ...parts.facts, changed };
    this.query = query;
    this.#terms = readQuery(query);
    const wanted = () => this.#update();
    this.#shown = by
      ? new GroupRows({ parent, facts, terms: this.#terms, by, wanted })
      : new MatchList(parent, facts, this.#terms);
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
      users.onDidChange(wanted),
      book.search.index.problems.onDidChange(wanted),
    ];
  }

  get matchCount(): MatchCount {
    const { book } = this.#parts.facts.session;
    const { progress, isComplete, index } = book.search;
    return {
      total: this.#shown.total,
      count: isComplete ? index.size : (progress?.count ?? book.count),
    };
  }

  /** The row that stands for all that fit. */
  get filterNode(): FilterNode | undefined {
    return this.#filter;
  }

  rows(): readonly TreeNode[] {
    this.begin();
    const { parent } = this.#parts;
    const { total } = this.#shown;
    return [
      ...(this.#filter ? [this.#filter] : []),
      ...this.#stateRows(total !== undefined),
      ...this.#shown.rows(),
      ...(total === 0 && !this.isReading
        ? [new MessageNode(parent, noMatchMessage(this.query !== ''))]
        : []),
    ];
  }

  childrenOf(node: TreeNode): readonly TreeNode[] {
    return this.#shown.childrenOf(node);
  }

  contactNode(id: string): ContactNode | undefined {
    return this.#shown.contactNode(id);
  }

  /** Shows the next few hundred of a list that is only shown in part. */
  async showMore(parent: TreeNode): Promise<void> {
    this.#shown.showMore(parent);
    await this.settled();
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
    const terms = 'term' in node ? [...this.#terms, node.term] : this.#terms;
    return await search.contacts(terms, { signal, people: this.#people() });
  }

  /** Whether the whole list is being read. */
  get isReading(): boolean {
    return this.#parts.facts.session.book.search.progress !== undefined;
  }

  /** Begins to read the whole list, the first time, unless that was done lately. */
  begin(): void {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    this.#update();
    const { facts, clock, logger } = this.#parts;
    const { users, book } = facts.session;
    const read = async (signal: AbortSignal) => {
      const names = users.users({ signal });
      if (!book.search.isFresh(clock)) await book.search.scan(clock, signal);
      await names;
    };
    this.#read(read).catch((error: unknown) => {
      if (!isCancellation(error)) toUserError(error, logger);
    });
  }

  /** Reads the whole list again. Rejects with the signal's reason, or a cancellation, when it is stopped. */
  async readAll(signal: AbortSignal): Promise<Scan> {
    const { users, book } = this.#parts.facts.session;
    this.#hasBegun = true;
    const scan = await this.#read(async (stopped) => {
      const either = AbortSignal.any([signal, stopped]);
      const names = users.users({ signal: either });
      const result = await book.search.scan(this.#parts.clock, either);
      await names;
      return result;
    });
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
    for (const reading of this.#readings) reading.abort(new vscode.CancellationError());
  }

  dispose(): void {
    this.#stop.abort(new vscode.CancellationError());
    this.stopReading();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Reads under a signal that is aborted when reading is stopped. */
  async #read<T>(work: (stopped: AbortSignal) => Promise<T>): Promise<T> {
    const reading = new AbortController();
    this.#readings.add(reading);
    try {
      return await work(reading.signal);
    } finally {
      this.#readings.delete(reading);
    }
  }

  #stateRows(isKnown: boolean): readonly TreeNode[] {
    const { parent, facts, clock } = this.#parts;
    const { search } = facts.session.book;
    const { progress, last, keptSince } = search;
    const { language } = vscode.env;
    if (progress) return [new MessageNode(parent, readingMessage(progress, keptSince, language))];
    if (!search.isComplete && this.#readings.size === 0) {
      return [new MessageNode(parent, incompleteMessage(search, language))];
    }
    if (!isKnown) return [new MessageNode(parent, loadingMessage())];
    return last && search.isComplete && !search.isFresh(clock)
      ? [new MessageNode(parent, oldMessage(clock.now() - last.at, language))]
      : [];
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
        if (this.isReading) await clock.sleep(pause, signal);
      }
    } catch (error) {
      if (!isCancellation(error)) toUserError(error, logger);
    } finally {
      this.#updating = undefined;
    }
  }

  async #searchAnew(signal: AbortSignal): Promise<void> {
    const { parent, facts, changed } = this.#parts;
    const isReading = this.isReading;
    const isChanged = await this.#shown.update(facts.session.book.search, this.#people(), signal);
    if (isChanged || isReading) changed(parent);
  }
}
