import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { auditRule, auditRules } from '../../core/audit/auditRules.ts';
import { sharedChat } from '../../core/audit/rules/sharedChat.ts';
import { completeQuery, type QueryCompletion } from '../../core/book/search/completeQuery.ts';
import { PersonNames } from '../../core/book/search/personNames.ts';
import { readQuery } from '../../core/book/search/searchQuery.ts';
import { shownText } from '../../core/contact/shownText.ts';
import { messengerName } from '../../protocol/messengers.ts';
import type { AccountSession } from '../accounts/accountSession.ts';
import { matchCountText } from '../tree/matchCountText.ts';
import { isCancellation } from '../ui/userError.ts';
import { keepOrder } from './keepOrder.ts';
import { withoutIcons } from './withoutIcons.ts';

interface FilterInput {
  readonly session: AccountSession;
  readonly accountName: string;
  /** What is filtered by now. */
  readonly query: string;
}

const rules = auditRules.map(({ id }) => id);

/** What can be chosen: to filter by what is typed, or to go on with the query in one of the ways that are offered. */
interface FilterItem extends vscode.QuickPickItem {
  readonly query: string;
  readonly isDone: boolean;
}

/**
 * Lets the user type a filter, and offers how the query may go on. Undefined if the user went away; "" to show all
 * contacts. Reads the names of the users, and no contacts.
 */
export async function inputFilter(input: FilterInput): Promise<string | undefined> {
  const { session, accountName, query } = input;
  const pick = vscode.window.createQuickPick<FilterItem>();
  const closed = new AbortController();
  let searching = new AbortController();
  pick.title = l10n.t('Filter the Contacts of "{0}"', shownText(accountName));
  pick.placeholder = l10n.t('Words, a number, messenger:telegram, -has:uri, "quoted text"');
  pick.value = query;
  // What was typed is applied by Enter, however well a completion fits.
  keepOrder(pick);
  const people = () => new PersonNames(session.users.known);
  const show = (count = '') => {
    pick.items = [
      applyItem(pick.value.trim(), count),
      ...completeQuery(pick.value, { people: people(), rules }).map((one) =>
        completionItem(one, people()),
      ),
    ];
  };
  /** How many of those that are known fit. */
  const count = async () => {
    searching.abort(new vscode.CancellationError());
    searching = new AbortController();
    const { signal } = searching;
    const { book } = session;
    if (!book.search.isComplete) return;
    try {
      const options = { signal, limit: 1, countsAll: true, people: people() };
      const { total } = await book.search.find(readQuery(pick.value), options);
      if (signal.aborted) return;
      const { activeItems } = pick;
      show(matchCountText({ total, count: book.search.index.size }, vscode.env.language));
      const same = pick.items.find((item) => item.query === activeItems[0]?.query);
      if (same) pick.activeItems = [same];
    } catch (error) {
      if (!isCancellation(error)) throw error;
    }
  };
  const update = () => {
    show();
    void count();
  };
  try {
    return await new Promise((resolve) => {
      pick.onDidChangeValue(update);
      pick.onDidAccept(() => {
        const [item] = pick.selectedItems;
        // Nothing is selected where Enter comes before the list has answered to the last key.
        if (!item || item.isDone) {
          resolve(pick.value.trim());
          return;
        }
        pick.value = item.query;
        update();
      });
      pick.onDidHide(() => resolve(undefined));
      pick.show();
      update();
      const names = session.users.users({ signal: closed.signal });
      names.then(update).catch(() => undefined);
    });
  } finally {
    closed.abort(new vscode.CancellationError());
    searching.abort(new vscode.CancellationError());
    pick.dispose();
  }
}

function applyItem(query: string, count: string): FilterItem {
  return {
    query,
    isDone: true,
    label:
      query === ''
        ? `$(clear-all) ${l10n.t('Show all contacts')}`
        : `$(filter) ${l10n.t('Show what fits')}`,
    description: query === '' ? '' : count,
    alwaysShow: true,
  };
}

function completionItem(
  { query, property, value, personId }: QueryCompletion,
  people: PersonNames,
): FilterItem {
  const label = withoutIcons(shownText(`${property}:${value ?? ''}`));
  return {
    query,
    isDone: false,
    label,
    description: withoutIcons(
      value === undefined ? propertyHint(property) : valueHint(property, value, personId, people),
    ),
    alwaysShow: true,
  };
}

function propertyHint(property: QueryCompletion['property']): string {
  switch (property) {
    case 'messenger':
      return l10n.t('who is in a messenger');
    case 'responsible':
      return l10n.t('by the name or id of the responsible person');
    case 'has':
      return l10n.t('what a card must have');
    case 'no':
      return l10n.t('what a card must not have');
    case 'problem':
      return l10n.t('cards with problems');
    case 'id':
      return l10n.t('by the id; * stands for any text');
  }
}

function valueHint(
  property: QueryCompletion['property'],
  value: string,
  personId: string | undefined,
  people: PersonNames,
): string {
  if (personId !== undefined) {
    return shownText(value === personId ? (people.nameOf(personId) ?? '') : personId);
  }
  switch (value) {
    case 'uri':
      return l10n.t('a link to the CRM');
    case 'chat':
      return l10n.t('a messenger account that can be written to');
    case 'name':
      return l10n.t('a name');
    case 'responsible':
      return l10n.t('a responsible person');
    case 'problem':
      return l10n.t('any problem');
    case 'any':
      return l10n.t('any problem');
    case 'error':
      return l10n.t('what Wazzup would refuse');
    case 'warning':
      return l10n.t('what is doubtful');
    case 'info':
      return l10n.t('what is worth a look');
    case sharedChat.id:
      return l10n.t('{0}: known once the contacts were checked', sharedChat.words().title);
    default:
      if (property === 'problem') return auditRule(value)?.words().title ?? '';
      return property === 'id' ? '' : messengerName(value);
  }
}
