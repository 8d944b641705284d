import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AccountId } from '../../core/accountId.ts';
import { numberText } from '../../core/numberText.ts';
import type { AccountRecord } from '../accounts/accountRecord.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { SessionWatch } from '../accounts/sessionWatch.ts';
import { activeCard } from '../documents/activeCard.ts';
import { parseContactUri } from '../documents/contactUri.ts';
import { withoutIcons } from '../search/withoutIcons.ts';
import { type AccountFacts, accountWords } from './accountWords.ts';
import type { RunningJobs } from './runningJobs.ts';

interface AccountStatusParts {
  readonly accounts: Accounts;
  readonly jobs: RunningJobs;
  /** The Contacts view. */
  readonly view: {
    /** The account of the rows that are selected. */
    focusedAccount(): AccountId | undefined;
    readonly onDidChangeSelection: vscode.Event<unknown>;
  };
}

/** How the item looks. */
interface Look {
  readonly icon: string;
  readonly words: string;
  /** What a click does, in words. */
  readonly click: string;
  readonly command: vscode.Command;
  readonly isWarning?: boolean;
}

/** Says in the status bar whose contacts these are, how much of them is known, and what is being done with them. */
export class AccountStatus implements vscode.Disposable {
  readonly #parts: AccountStatusParts;
  readonly #item: vscode.StatusBarItem;
  readonly #registrations: vscode.Disposable;

  constructor(parts: AccountStatusParts) {
    this.#parts = parts;
    this.#item = vscode.window.createStatusBarItem(
      'wazzup.account',
      vscode.StatusBarAlignment.Left,
      // Before the state of a draft, which comes and goes.
      101,
    );
    this.#item.name = l10n.t('Wazzup: account');
    const show = () => this.#show();
    const sessions = new SessionWatch(parts.accounts, ({ book }) => {
      const watches = [
        book.onDidChange(({ kind }) => kind === 'layout' && show()),
        book.search.onDidChange(show),
      ];
      return {
        dispose: () => {
          for (const watch of watches) watch.dispose();
        },
      };
    });
    this.#registrations = vscode.Disposable.from(
      this.#item,
      sessions,
      parts.accounts.onDidChange(show),
      parts.jobs.onDidChange(show),
      parts.view.onDidChangeSelection(show),
      vscode.window.tabGroups.onDidChangeTabs(show),
      vscode.window.tabGroups.onDidChangeTabGroups(show),
    );
    this.#show();
  }

  dispose(): void {
    this.#registrations.dispose();
  }

  #show(): void {
    const accounts = this.#parts.accounts.list();
    if (accounts.length === 0) {
      this.#item.hide();
      return;
    }
    const { icon, words, click, command, isWarning } = this.#look(accounts);
    this.#item.text = `$(${icon}) ${withoutIcons(words)}`;
    this.#item.command = command;
    this.#item.tooltip = [...accounts.map((account) => this.#line(account)), click].join('\n');
    this.#item.accessibilityInformation = { label: `Wazzup: ${words}. ${click}`, role: 'button' };
    this.#item.backgroundColor = isWarning
      ? new vscode.ThemeColor('statusBarItem.warningBackground')
      : undefined;
    this.#item.show();
  }

  #look(accounts: readonly AccountRecord[]): Look {
    const job = this.#parts.jobs.last;
    if (job) {
      const words = [job.title, job.message].filter(Boolean).join(': ');
      const click = l10n.t('Click to see how far it is, or to cancel it.');
      // Its notification may be hidden by now.
      return { icon: 'sync~spin', words, click, command: does('notifications.showList') };
    }
    const showsView = {
      click: l10n.t('Click to show the Contacts view.'),
      command: does('wazzup.contacts.focus'),
    };
    const reading = accounts.find(({ id }) => this.#facts(id).reading);
    const account = reading ?? this.#current(accounts);
    if (!account) {
      const words = l10n.t('{0} accounts', numberText(accounts.length, vscode.env.language));
      return { icon: 'organization', words, ...showsView };
    }
    const words = this.#line(account);
    if (!this.#facts(account.id).isSignedOut) {
      return { icon: reading ? 'sync~spin' : iconOf(account), words, ...showsView };
    }
    const click = l10n.t('Click to sign in again…');
    const command = does('wazzup.replaceKey', { accountId: account.id });
    return { icon: 'warning', words, click, command, isWarning: true };
  }

  /** The account that somebody looks at; undefined if it may be any of several. */
  #current(accounts: readonly AccountRecord[]): AccountRecord | undefined {
    const card = activeCard();
    const id = (card && parseContactUri(card)?.accountId) ?? this.#parts.view.focusedAccount();
    const [first, ...others] = accounts;
    return (
      accounts.find((account) => account.id === id) ?? (others.length === 0 ? first : undefined)
    );
  }

  #line(account: AccountRecord): string {
    const words = accountWords(this.#facts(account.id), vscode.env.language);
    return words === '' ? account.name : `${account.name}: ${words}`;
  }

  #facts(id: AccountId): AccountFacts {
    const { accounts } = this.#parts;
    const book = accounts.opened(id)?.book;
    return {
      isReadOnly: accounts.isReadOnly(id),
      isSignedOut: accounts.isSignedOut(id),
      known: book && (book.search.isComplete ? (book.count ?? 0) : book.coverage.read),
      count: book?.count,
      reading: book?.search.progress,
    };
  }
}

function iconOf({ isReadOnly, isDemo }: AccountRecord): string {
  if (isReadOnly) return 'lock';
  return isDemo ? 'beaker' : 'account';
}

const does = (command: string, ...args: readonly unknown[]): vscode.Command => ({
  command,
  title: '',
  arguments: [...args],
});
