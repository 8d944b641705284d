import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import type { Coverage } from '../../core/book/coverage.ts';
import type { RefreshReport } from '../../core/book/refreshReport.ts';
import { mustBeWhole } from '../../core/book/scan/unreadPages.ts';
import type { Grouping } from '../../core/book/search/searchQuery.ts';
import type { Contact } from '../../core/contact/contact.ts';
import type { Clock, Logger } from '../../core/ports.ts';
import { withProgressWhenSlow } from '../ui/progress.ts';
import { isCancellation, UserError } from '../ui/userError.ts';
import type { AccountBranch } from './accountBranch.ts';
import { beyondText } from './beyondText.ts';
import { CardChecks } from './cardChecks.ts';
import { CardMarks } from './cardMarks.ts';
import { ContactDrag, type FileDrop, type PersonDrop } from './contactDrag.ts';
import { ContactNode } from './contactNode.ts';
import { contactsOfRows, type SelectedContact } from './contactsOfRows.ts';
import { ContactTree, type TreeAudits } from './contactTree.ts';
import type { FilterNode } from './filterNode.ts';
import { FilterState } from './filterState.ts';
import { GapNode } from './gapNode.ts';
import type { GroupNode } from './groupNode.ts';
import { loadAllWithProgress } from './loadAllWithProgress.ts';
import type { MatchRows } from './matchRows.ts';
import { MoreNode } from './moreNode.ts';
import { ProblemBadge } from './problemBadge.ts';
import { readAgain } from './readAgain.ts';
import type { Refreshed } from './refreshed.ts';
import type { TreeAccounts } from './treeAccounts.ts';
import { TreeNode } from './treeNode.ts';
import { whileBusy } from './whileBusy.ts';

export interface ContactsViewParts {
  readonly accounts: TreeAccounts;
  readonly audits: TreeAudits;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly settings: { readonly groupBy: Grouping | undefined };
  /** Where the extension is installed: its pictures are in media/icons. */
  readonly extensionUri: vscode.Uri;
  /** The view itself, which gets its rows from `rows` and tells `drag` what is dragged. */
  readonly view: vscode.TreeView<TreeNode>;
}

/** The Contacts view, and what commands do with it. Reads nothing until an account is expanded. */
export class ContactsView implements vscode.Disposable {
  readonly #clock: Clock;
  readonly #tree: ContactTree;
  readonly #view: vscode.TreeView<TreeNode>;
  readonly #registrations: vscode.Disposable;
  readonly #settings: ContactsViewParts['settings'];
  readonly #droppedOnPerson = new vscode.EventEmitter<PersonDrop>();
  readonly #droppedFile = new vscode.EventEmitter<FileDrop>();

  /** What the view shows. */
  readonly rows: vscode.TreeDataProvider<TreeNode>;

  /** What is done about rows that are dragged, and about what is dropped on them. */
  readonly drag: ContactDrag;

  /** Fires when contacts were dropped on the group of a person: nothing was done about it yet. */
  readonly onDidDropOnPerson = this.#droppedOnPerson.event;

  /** Fires when a file was dropped on an account: nothing was done about it yet. */
  readonly onDidDropFile = this.#droppedFile.event;

  constructor({ view, ...parts }: ContactsViewParts) {
    const { accounts, audits, clock, logger, settings, extensionUri } = parts;
    this.#clock = clock;
    this.#settings = settings;
    const checks = new CardChecks((accountId) => audits.rulesOf(accountId));
    const icons = vscode.Uri.joinPath(extensionUri, 'media', 'icons');
    const groupBy = () => settings.groupBy;
    this.#tree = new ContactTree({ accounts, audits, checks, clock, groupBy, icons, logger });
    this.rows = this.#tree;
    this.#view = view;
    this.drag = new ContactDrag({
      contactsOf: (nodes) => contactsOfRows(nodes, (node) => this.#contactsOf(node)),
      droppedOnPerson: (drop) => this.#droppedOnPerson.fire(drop),
      droppedFile: (drop) => this.#droppedFile.fire(drop),
    });
    const marks = new CardMarks({
      account: (accountId) => accounts.list().find(({ id }) => id === accountId),
      contact: (accountId, id) => this.#tree.branch(accountId)?.contact(id),
      checks,
    });
    const filterState = new FilterState(this.#view, () => this.#tree.allBranches);
    this.#registrations = vscode.Disposable.from(
      new ProblemBadge(this.#view, audits, () => accounts.list()),
      vscode.window.registerFileDecorationProvider(marks),
      this.#tree.onDidChangeTreeData((nodes = []) => {
        const contacts = nodes.filter((node) => node instanceof ContactNode);
        marks.refresh(contacts.flatMap(({ uri, rowUri }) => [uri, rowUri]));
        if (contacts.length === 0 || contacts.length < nodes.length) marks.refreshTabs();
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (!change.affectsConfiguration('wazzup.groupBy')) return;
        for (const branch of this.#tree.allBranches) branch.regroup();
      }),
      this.#tree.onDidChangeTreeData(() => filterState.tell()),
      marks,
      this.#droppedOnPerson,
      this.#droppedFile,
      this.#tree,
    );
  }

  /**
   * The contacts a command acts on: the given row, with the selection if it is part of it; without a row the selection,
   * once VS Code has all rows. Takes the arguments of a menu (row and selection) or of a key (the row with the focus)
   * as they come. The row of a filter, of a group or of a thousand stands for all its contacts, shown or not: rejects with
   * words if not all are known. Other rows are left out.
   */
  async selectedContacts(node?: unknown, nodes?: unknown): Promise<readonly SelectedContact[]> {
    return await contactsOfRows(await this.#chosen(node, nodes), (row) => this.#contactsOf(row));
  }

  /** Fires when other rows are selected. */
  get onDidChangeSelection(): vscode.Event<unknown> {
    return this.#view.onDidChangeSelection;
  }

  /** The account of the selected rows, unless they are of several: extensions do not learn which row has the focus. */
  focusedAccount(): AccountId | undefined {
    const [first, ...others] = new Set(this.#view.selection.map(({ accountId }) => accountId));
    return others.length === 0 ? first : undefined;
  }

  /** Whether this is a row that stands for contacts that were not read, or are not shown. */
  isGap(node: unknown): node is GapNode | MoreNode {
    return node instanceof GapNode || node instanceof MoreNode;
  }

  /** What the account is filtered by; "" if it is not. */
  filterOf(accountId: AccountId): string {
    return this.#branch(accountId).query;
  }

  /** Shows only the contacts that fit a query, and begins to read the whole list; "" shows all. */
  async filter(accountId: AccountId, query: string): Promise<MatchRows | undefined> {
    return await this.#branch(accountId).filter(query);
  }

  /** The accounts that are filtered. */
  filteredAccounts(): readonly AccountId[] {
    return this.#tree.allBranches
      .filter(({ query }) => query !== '')
      .map(({ node }) => node.accountId);
  }

  /** Selects the row that stands for all contacts that fit the account's filter. Rejects with words if it has none. */
  async selectMatching(accountId: AccountId): Promise<void> {
    const node = this.#branch(accountId).matches?.filterNode;
    if (!node) throw new UserError(l10n.t('The contacts of this account are not filtered.'));
    await this.#tree.settled();
    await this.#view.reveal(node, { select: true, focus: true });
  }

  /** Ends reading the whole list of an account. What was read stays. */
  stopReading(accountId: AccountId): void {
    this.#branch(accountId).matches?.stopReading();
  }

  /** Shows an account, expanded: that reads its first page. */
  async revealAccount(accountId: AccountId): Promise<void> {
    const { node } = this.#branch(accountId);
    await this.#tree.settled();
    await this.#view.reveal(node, { select: true, focus: true, expand: true });
  }

  /** Shows what the last check of an account has found, if there was one. */
  async revealProblems(accountId: AccountId): Promise<void> {
    const node = await this.problemsNode(accountId);
    await this.#tree.settled();
    if (node) await this.#view.reveal(node, { select: true, focus: true, expand: true });
  }

  /** The row of what the last check of an account has found; undefined before there was one. */
  async problemsNode(accountId: AccountId): Promise<TreeNode | undefined> {
    const branch = this.#branch(accountId);
    await branch.open();
    return branch.problemsNode;
  }

  /** Selects the row of a contact. False if it was not read. */
  async reveal(accountId: AccountId, id: string): Promise<boolean> {
    const branch = this.#branch(accountId);
    await branch.open();
    const node = branch.contactNode(id);
    if (!node) return false;
    await this.#tree.settled();
    await this.#view.reveal(node, { select: true, focus: true });
    return true;
  }

  /**
   * Reads the next 100 contacts: of that gap, or of the last one. One request. Rejects with words if there is none, else
   * with the ApiError, which the row of the gap shows, too.
   */
  async loadMore(target: GapNode | MoreNode | AccountId): Promise<void> {
    if (target instanceof MoreNode) {
      const { matches } = this.#branch(target.accountId);
      if (target.parent) await matches?.showMore(target.parent);
      return;
    }
    const branch = this.#branch(target instanceof GapNode ? target.accountId : target);
    const { book } = await branch.open();
    const last = book.layout().findLast((part) => part.kind === 'gap');
    const offset =
      target instanceof GapNode
        ? target.offset
        : last?.kind === 'gap' && (last.failure?.offset ?? last.from);
    if (typeof offset !== 'number') throw new UserError(l10n.t('All contacts are loaded already.'));
    await whileBusy(l10n.t('Loading contacts'), this.#clock, (signal) =>
      book.loadPage(offset, { signal }),
    );
  }

  /** Reads all contacts of an account, with progress and cancel. Rejects with the ApiError of the page that failed. */
  async loadAll(accountId: AccountId): Promise<Coverage> {
    const branch = this.#branch(accountId);
    const { book } = await branch.open();
    if (branch.matches) return await this.#readAll(branch.matches);
    return await loadAllWithProgress(branch, book);
  }

  /**
   * Shows the contact at a position (from 0), by one request if it was not read yet. Rejects with words if the list is
   * shorter or shown in groups, else with the ApiError. Ends a filter. Returns the contact's id.
   */
  async goTo(accountId: AccountId, offset: number): Promise<string> {
    const branch = this.#branch(accountId);
    const { book } = await branch.open();
    if (this.#settings.groupBy) {
      throw new UserError(
        l10n.t('Positions count in the whole list: set "Group By" to "None" first.'),
      );
    }
    if (branch.query !== '') await this.filter(accountId, '');
    if (book.count === undefined || offset < book.count) {
      await whileBusy(l10n.t('Loading contacts'), this.#clock, (signal) =>
        book.loadPage(offset, { signal }),
      );
    }
    const id = book.idAt(offset);
    if (id === undefined) throw new UserError(beyondText(offset, book.count));
    await this.reveal(accountId, id);
    return id;
  }

  /**
   * Reads again what is known of the named account, or of all that were opened: the whole list where it was read before,
   * or a filter or groups are shown, else the pages that are. What could not be read stays as it was. Rejects when it is
   * cancelled.
   */
  async refresh(accountId?: AccountId): Promise<Refreshed> {
    const branches = accountId ? [this.#branch(accountId)] : this.#tree.allBranches;
    const reports = new Map<AccountId, RefreshReport>();
    const read = async (branch: AccountBranch, signal: AbortSignal) => {
      if (!branch.session && !accountId) {
        branch.close();
        this.#tree.refresh(branch);
        return;
      }
      const { book, users } = await branch.open();
      reports.set(
        branch.node.accountId,
        await readAgain(book, branch.matches, this.#clock, signal),
      );
      if (users.known || users.failure) await users.reload({ signal });
    };
    const results = await whileBusy(l10n.t('Refreshing contacts'), this.#clock, (signal) =>
      Promise.allSettled(branches.map((branch) => read(branch, signal))),
    );
    const failed = results.find((result) => result.status === 'rejected');
    if (failed && isCancellation(failed.reason)) throw failed.reason;
    return { reports, ...(failed && { failure: { error: failed.reason } }) };
  }

  dispose(): void {
    this.#registrations.dispose();
  }

  #branch(accountId: AccountId): AccountBranch {
    const branch = this.#tree.branch(accountId);
    if (!branch) throw new UserError(l10n.t('This Wazzup account is not connected any more.'));
    return branch;
  }

  async #readAll(matches: MatchRows): Promise<Coverage> {
    const scan = await withProgressWhenSlow(l10n.t('Reading all contacts'), this.#clock, (signal) =>
      matches.readAll(signal),
    );
    mustBeWhole(scan);
    return { read: scan.read, count: scan.count, isComplete: scan.isComplete };
  }

  async #contactsOf(node: FilterNode | GroupNode): Promise<readonly Contact[]> {
    const { matches } = this.#branch(node.accountId);
    if (!matches) return [];
    return await withProgressWhenSlow(l10n.t('Reading all contacts'), this.#clock, (signal) =>
      matches.contactsOf(node, signal),
    );
  }

  async #chosen(node: unknown, nodes: unknown): Promise<readonly TreeNode[]> {
    if (Array.isArray(nodes)) return nodes.filter((some) => some instanceof TreeNode);
    if (this.#view.visible) await this.#tree.fetched();
    const { selection } = this.#view;
    if (!(node instanceof TreeNode)) return selection;
    return selection.includes(node) ? selection : [node];
  }
}
