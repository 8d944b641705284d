import * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import type { User } from '../../core/api/readRoutes.ts';
import { type LiveRules, liveProblems } from '../../core/audit/liveProblems.ts';
import { sharedChat } from '../../core/audit/rules/sharedChat.ts';
import type { ValidationOptions } from '../../core/contact/validationOptions.ts';
import { errorName } from '../../core/errorName.ts';
import type { Clock, Logger } from '../../core/ports.ts';
import type { FileOptions } from '../../core/transfer/contactFile.ts';
import type { AccountColor } from '../accounts/accountColor.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { SessionWatch } from '../accounts/sessionWatch.ts';
import type { Audits } from '../audit/audits.ts';
import { SharedByKnown } from '../audit/sharedByKnown.ts';
import type { CardContext, CardState } from '../editors/cardContext.ts';
import type { Cards } from './cards.ts';
import { parseContactUri } from './contactUri.ts';
import type { EditedSelections } from './editedSelections.ts';
import { UserNames } from './userNames.ts';

interface CardStatesParts {
  readonly accounts: Accounts;
  readonly cards: Cards;
  readonly selections: EditedSelections;
  readonly audits: Audits;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Answers the editors' questions about a card from the accounts and the open documents. */
export class CardStates implements CardContext, vscode.Disposable {
  readonly #accounts: Accounts;
  readonly #cards: Cards;
  readonly #selections: EditedSelections;
  readonly #audits: Audits;
  readonly #logger: Logger;
  readonly #names: UserNames;
  readonly #shared: SharedByKnown;
  readonly #usersChanged = new vscode.EventEmitter<vscode.Uri | undefined>();
  readonly #stateChanged = new vscode.EventEmitter<vscode.Uri | undefined>();
  readonly #watches: vscode.Disposable;

  readonly onDidChangeUsers = this.#usersChanged.event;
  readonly onDidChangeState = this.#stateChanged.event;

  constructor({ accounts, audits, cards, selections, clock, logger }: CardStatesParts) {
    this.#accounts = accounts;
    this.#cards = cards;
    this.#selections = selections;
    this.#audits = audits;
    this.#logger = logger;
    this.#names = new UserNames({
      known: (accountId) => accounts.opened(accountId)?.users.known,
      read: (accountId) => this.#readUsers(accountId),
      clock,
    });
    this.#shared = new SharedByKnown(accounts, clock, logger);
    this.#watches = vscode.Disposable.from(
      this.#shared,
      new SessionWatch(accounts, ({ accountId, users }) => {
        this.#names.forget(accountId);
        return users.onDidChange(() => this.#tellUsers(accountId));
      }),
      cards.onDidChange((uri) => this.#stateChanged.fire(uri)),
      this.#shared.onDidFind((accountId) => this.#tellCards(accountId)),
      audits.onDidChangeRules(() => this.#stateChanged.fire(undefined)),
      audits.onDidChange(() => this.#stateChanged.fire(undefined)),
      accounts.onDidChange(() => {
        this.#stateChanged.fire(undefined);
        this.#usersChanged.fire(undefined);
      }),
    );
  }

  accountIdOf(uri: vscode.Uri): AccountId | undefined {
    return parseContactUri(uri)?.accountId ?? this.#selections.find(uri)?.accountId;
  }

  accountName(uri: vscode.Uri): string | undefined {
    const accountId = this.accountIdOf(uri);
    return accountId && this.#accounts.find(accountId)?.name;
  }

  isReadOnly(uri: vscode.Uri): boolean {
    const accountId = this.accountIdOf(uri);
    return accountId !== undefined && this.#accounts.isReadOnly(accountId);
  }

  accountColor(uri: vscode.Uri): AccountColor | undefined {
    const accountId = this.accountIdOf(uri);
    return accountId && this.#accounts.find(accountId)?.color;
  }

  async users(uri: vscode.Uri): Promise<readonly User[] | undefined> {
    const accountId = this.accountIdOf(uri);
    return accountId && (await this.#readUsers(accountId));
  }

  usersNow(uri: vscode.Uri): readonly User[] | undefined {
    const accountId = this.accountIdOf(uri);
    return accountId && this.#names.now(accountId);
  }

  async usersSoon(uri: vscode.Uri): Promise<readonly User[] | undefined> {
    const accountId = this.accountIdOf(uri);
    return accountId && (await this.#names.soon(accountId));
  }

  isNew(uri: vscode.Uri): boolean {
    return this.#cards.baseNow(uri)?.kind === 'new';
  }

  stateOf(uri: vscode.Uri): CardState {
    if (this.#cards.isGone(uri)) return 'gone';
    if (this.isNew(uri)) return 'new';
    const document = this.#cards.document(uri);
    const isDraft = document !== undefined && this.#cards.isDraft(document);
    if (this.#cards.isOvertaken(uri)) return isDraft ? 'conflict' : 'overtaken';
    return isDraft ? 'draft' : 'saved';
  }

  knownUserIds(uri: vscode.Uri): ReadonlySet<string> | undefined {
    const accountId = this.accountIdOf(uri);
    const users = accountId && this.#accounts.opened(accountId)?.users.known;
    return users && new Set(users.map(({ id }) => id));
  }

  rulesOf(uri: vscode.Uri): LiveRules | undefined {
    const accountId = this.accountIdOf(uri);
    const rules = this.#audits.rulesOf(accountId);
    // After a check it is known who shares a chat; of a text of many contacts nobody wants each to be looked for.
    if (!rules?.context.isOn(sharedChat.id) || !accountId || !parseContactUri(uri)) return rules;
    const session = this.#audits.of(accountId) ? undefined : this.#accounts.opened(accountId);
    const base = this.#cards.baseNow(uri);
    if (!session || !base) return rules;
    const before = base.kind === 'contact' ? base.contact : undefined;
    return { ...rules, sharedBy: (contact) => this.#shared.of(session, contact, before) };
  }

  fileOptions(uri: vscode.Uri): FileOptions {
    const selection = this.#selections.find(uri);
    const rules = this.rulesOf(uri);
    const problemsOf = (value: unknown, options: ValidationOptions) =>
      liveProblems(value, options, rules);
    if (!selection) return { problemsOf };
    return { exists: true, onlyIds: selection.base, userIds: this.knownUserIds(uri), problemsOf };
  }

  dispose(): void {
    this.#watches.dispose();
    this.#usersChanged.dispose();
    this.#stateChanged.dispose();
  }

  async #readUsers(accountId: AccountId): Promise<readonly User[] | undefined> {
    try {
      const { users } = await this.#accounts.open(accountId);
      return await users.users({ signal: new AbortController().signal });
    } catch (error) {
      // A card can be edited without the names of people; the tree and the save say what is wrong with the account.
      this.#logger.warn('Users could not be read', {
        account: accountId,
        error: errorName(error),
      });
      return undefined;
    }
  }

  #tellCards(accountId: AccountId): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (parseContactUri(uri)?.accountId === accountId) this.#stateChanged.fire(uri);
    }
  }

  #tellUsers(accountId: AccountId): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (this.accountIdOf(uri) === accountId) this.#usersChanged.fire(uri);
    }
  }
}
