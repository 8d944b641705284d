import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type DuplicateGroup, mostMerged } from '../../core/audit/duplicates/duplicateGroup.ts';
import { fullestCard } from '../../core/audit/duplicates/fullestCard.ts';
import { planMerge } from '../../core/audit/duplicates/planMerge.ts';
import type { CardMerge } from '../../core/audit/duplicates/uniteCards.ts';
import { type Report, reportOf } from '../../core/change/report.ts';
import { WithheldError } from '../../core/change/withheldError.ts';
import { type Contact, textOf } from '../../core/contact/contact.ts';
import { numberText } from '../../core/numberText.ts';
import type { AccountRecord } from '../accounts/accountRecord.ts';
import type { AccountSession } from '../accounts/accountSession.ts';
import { askMerge, type MergedCards, type MergeWish } from '../duplicates/askMerge.ts';
import { pickGroup } from '../duplicates/pickGroup.ts';
import { readWholeList } from '../search/readWholeList.ts';
import { withProgress } from '../ui/progress.ts';
import { showFailure } from '../ui/showFailure.ts';
import { UserError } from '../ui/userError.ts';
import { changeMany } from './changeMany.ts';
import { type ChosenContacts, chosenContacts } from './chosenContacts.ts';
import { accountArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { confirmMerge } from './confirmMerge.ts';
import {
  chosenValue,
  type MergeArguments,
  mergeArguments,
  twoWords,
  withKeptFirst,
} from './mergeArguments.ts';
import { pickWritableAccount } from './writableAccount.ts';

/**
 * Merge Duplicates… `({accountId, ids?, survivorId?, choices?})` → report. Without ids it reads the whole list, shows what
 * may be duplicates and merges group after group, as the user chooses. `choices` names for `name`, `responsibleUserId`,
 * `uri` and `contactData` the card whose value is kept; it is that of the survivor, which is the fullest card, unless it
 * says otherwise. Asks before anything is sent, also when called from code.
 */
export async function mergeDuplicates(
  services: CommandServices,
  args: readonly unknown[],
): Promise<Report | undefined> {
  const [argument] = args;
  const named = mergeArguments(argument);
  if (named) return await mergeNamed(services, args, named);
  const account = await pickWritableAccount(services, accountArgument(argument));
  return await goThrough(services, account);
}

/** Merge Selected…, from rows of the tree: exactly those contacts, whatever they share → report. */
export async function mergeSelected(
  services: CommandServices,
  args: readonly unknown[],
): Promise<Report | undefined> {
  const { account, contacts } = await chosenContacts(services, args);
  const wish = await askFor(services, account, contacts);
  return wish && wish !== 'other' ? await carryOut(services, account, wish) : undefined;
}

async function mergeNamed(
  services: CommandServices,
  args: readonly unknown[],
  { ids, survivorId, choices }: MergeArguments,
): Promise<Report | undefined> {
  if (ids.length < 2) throw new UserError(twoWords());
  const chosen = await chosenContacts(services, args);
  if (chosen.leftOut.length > 0) return notAllThere(chosen);
  const { account } = chosen;
  const contacts = await wholeCards(services, account, chosen.contacts);
  const unite = await uniting(services);
  const [first, ...others] = contacts;
  if (!first) throw new UserError(twoWords());
  const cards = withKeptFirst(contacts, survivorId ?? fullestCard([first, ...others]).id);
  const merge = unite(cards);
  const merged = merge.resolve((choice) => chosenValue(choice, choices));
  return await carryOut(services, account, { cards, merged });
}

/** Nothing is merged unless all cards are there. */
function notAllThere({ contacts, leftOut }: ChosenContacts): Report {
  const error = new WithheldError('changed');
  const { notStarted, ...report } = reportOf(
    contacts.map(({ id }) => ({ kind: 'notStarted', id, error })),
  );
  const entries = (state: 'notFound' | 'notStarted') =>
    leftOut
      .filter((one) => one.state === state)
      .map(({ id, reason }) => ({ id, ...(reason !== undefined && { reason }) }));
  return {
    ...report,
    notFound: entries('notFound'),
    notStarted: [...entries('notStarted'), ...notStarted],
  };
}

/** Lets the user merge one group after the other, until the list is closed. */
async function goThrough(
  services: CommandServices,
  account: AccountRecord,
): Promise<Report | undefined> {
  const { accounts, logger, notDuplicates } = services;
  const session = await accounts.open(account.id);
  let groups = await findGroups(services, account, session);
  const { index } = session.book.search;
  if (groups.length === 0) {
    void vscode.window.showInformationMessage(nothingWords(account, index.size));
    return undefined;
  }
  const reports: Report[] = [];
  for (let last: DuplicateGroup | undefined; ; ) {
    const picked = await pickGroup(
      {
        accountName: account.name,
        groups,
        cardsOf: (ids) => ids.flatMap((id) => index.contact(id) ?? []),
        checker: () => notDuplicates.checker(account.id),
        setAside: (ids) => notDuplicates.add(account.id, ids),
        bringBack: (ids) => notDuplicates.remove(account.id, ids),
      },
      last,
    );
    if (!picked) break;
    if (picked.isCrowd) {
      await showCrowd(services, account, picked);
      break;
    }
    last = picked;
    try {
      const cards = picked.ids.flatMap((id) => index.contact(id) ?? []);
      const isAside = notDuplicates.checker(account.id)(picked.ids);
      const other = isAside
        ? l10n.t('Offer again as duplicates')
        : l10n.t('These are not duplicates');
      const wish = await askFor(services, account, cards, other);
      if (wish === 'other' && isAside) await notDuplicates.remove(account.id, picked.ids);
      else if (wish === 'other') await notDuplicates.add(account.id, picked.ids);
      else if (wish) reports.push((await carryOut(services, account, wish)) ?? reportOf([]));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      void showFailure(error, logger);
    }
    groups = stillThere(groups, (id) => index.has(id));
    if (groups.length === 0) break;
  }
  return reports.length > 0 ? sumOf(reports) : undefined;
}

/** What may be duplicates, of the whole list. */
async function findGroups(
  { clock, logger, settings }: CommandServices,
  account: AccountRecord,
  session: AccountSession,
): Promise<readonly DuplicateGroup[]> {
  const title = l10n.t('Looking for duplicates in "{0}"', account.name);
  return await withProgress(title, async (signal, progress) => {
    await session.users.users({ signal });
    await readWholeList(session, clock, signal, progress);
    progress.report({ message: l10n.t('comparing') });
    const { findDuplicates } = await import('../../core/audit/duplicates/duplicates.ts');
    const country = settings.defaultCountry;
    const groups = await findDuplicates(session.book.search.index, { country, signal });
    logger.info('Looked for duplicates', { account: account.id, groups: groups.length });
    return groups;
  });
}

function nothingWords({ name }: AccountRecord, contacts: number): string {
  return l10n.t(
    'No duplicates in "{0}": no two of its {1} contacts share a messenger account or a phone number.',
    name,
    numberText(contacts, vscode.env.language),
  );
}

/** The groups without the cards that were deleted, as far as there is something left to merge. */
function stillThere(
  groups: readonly DuplicateGroup[],
  isThere: (id: string) => boolean,
): readonly DuplicateGroup[] {
  return groups.flatMap((group) => {
    if (group.ids.every(isThere)) return [group];
    const ids = group.ids.filter(isThere);
    return ids.length > 1 ? [{ ...group, ids }] : [];
  });
}

/** Nobody merges so many in one go: the tree shows them, to choose from. */
async function showCrowd(
  { view }: CommandServices,
  account: AccountRecord,
  { shared }: DuplicateGroup,
): Promise<void> {
  const [row] = shared;
  const text = [row?.chatId, row?.username, row?.phone].map(textOf).find((one) => one !== '') ?? '';
  // A number in any spelling; anything else as it is.
  const query = /^\d+$/.test(text) ? text : `"${text.replaceAll('"', '')}"`;
  await view.filter(account.id, query);
  await view.revealAccount(account.id);
}

async function askFor(
  services: CommandServices,
  account: AccountRecord,
  contacts: readonly Contact[],
  other?: string,
): Promise<MergeWish | 'other' | undefined> {
  const [first, ...others] = await wholeCards(services, account, contacts);
  if (!first || others.length === 0) throw new UserError(twoWords());
  const { users } = await services.accounts.open(account.id);
  await users.users({ signal: new AbortController().signal });
  const facts = { unite: await uniting(services), nameOf: (id: string) => users.nameOf(id) };
  return await askMerge([first, ...others], facts, other);
}

async function uniting({ settings }: CommandServices): Promise<(cards: MergedCards) => CardMerge> {
  const { uniteCards } = await import('../../core/audit/duplicates/duplicates.ts');
  return (cards) => uniteCards(cards, settings.defaultCountry);
}

/** With what we wrote and Wazzup does not show. Rejects with words if there are too many. */
async function wholeCards(
  { accounts }: CommandServices,
  account: AccountRecord,
  contacts: readonly Contact[],
): Promise<readonly Contact[]> {
  if (contacts.length > mostMerged) {
    throw new UserError(l10n.t('Merge no more than {0} contacts at a time.', mostMerged));
  }
  const { unseen } = await accounts.open(account.id);
  return contacts.map((contact) => unseen.complete(contact));
}

async function carryOut(
  services: CommandServices,
  account: AccountRecord,
  { cards, merged }: MergeWish,
): Promise<Report | undefined> {
  const plan = planMerge(account.id, cards, merged);
  if ('problems' in plan) {
    const words = plan.problems.map(({ message }) => message).join(' ');
    throw new UserError(l10n.t('Wazzup would refuse the merged card. {0}', words));
  }
  const { changeSet } = plan;
  const { areDuplicates } = await import('../../core/audit/duplicates/duplicates.ts');
  const facts = {
    accountName: account.name,
    cards,
    merged,
    changeSet,
    areDuplicates: await areDuplicates(cards, {
      country: services.settings.defaultCountry,
      signal: new AbortController().signal,
    }),
  };
  if (!(await confirmMerge(services, facts))) return undefined;
  const planned = { question: '', button: '', changeSet, unchanged: 0 };
  return await changeMany(services, planned, {
    title: l10n.t('Merging contacts'),
    nothing: '',
    asks: false,
  });
}

function sumOf(reports: readonly Report[]): Report {
  return {
    done: reports.flatMap(({ done }) => done),
    conflicts: reports.flatMap(({ conflicts }) => conflicts),
    rejected: reports.flatMap(({ rejected }) => rejected),
    notFound: reports.flatMap(({ notFound }) => notFound),
    unknown: reports.flatMap(({ unknown }) => unknown),
    notStarted: reports.flatMap(({ notStarted }) => notStarted),
  };
}
