import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { LeftOut } from '../../core/change/changeSet.ts';
import { planReassign, spreadEvenly } from '../../core/change/planReassign.ts';
import { outcomeReason, type Report, reportOf } from '../../core/change/report.ts';
import { reportOfOperations } from '../../core/change/reportedOperation.ts';
import type { Contact } from '../../core/contact/contact.ts';
import { contactTitle } from '../../core/contact/describeContact.ts';
import { shownText } from '../../core/contact/shownText.ts';
import type { AccountRecord } from '../accounts/accountRecord.ts';
import type { PersonDrop } from '../tree/contactDrag.ts';
import { agreeToChanges } from '../ui/agreeToChanges.ts';
import { showReport } from '../ui/showReport.ts';
import { UserError } from '../ui/userError.ts';
import { applyWithProgress } from './applyWithProgress.ts';
import { accountArgument, textArgument, textsArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { undoOf } from './deleteContacts.ts';
import { lookUpContacts } from './lookUpContacts.ts';
import { pickUsers } from './pickUsers.ts';
import { showInEditors } from './showInEditors.ts';
import { storedContacts } from './targets.ts';
import { mustBeWritable, pickWritableAccount } from './writableAccount.ts';

/** Contacts to be given to others. */
interface Wish {
  readonly account: AccountRecord;
  /** As they were read. */
  readonly contacts: readonly Contact[];
  /** Ids that Wazzup does not have. */
  readonly leftOut: readonly LeftOut[];
}

/**
 * Reassign… `({accountId, ids, responsibleUserId})` → report. From a row of the tree: what is selected, or all of a
 * person's group; to one person, or evenly to several. Called by a user it says first what will happen.
 */
export async function reassign(
  services: CommandServices,
  args: readonly unknown[],
): Promise<Report | undefined> {
  const [argument] = args;
  const ids = textsArgument(argument, 'ids');
  const wish = ids ? await wishOfIds(services, argument, ids) : await selectedWish(services, args);
  const named = ids && textArgument(argument, 'responsibleUserId');
  if (named?.trim() === '') throw new UserError(l10n.t("An empty text is no user's id."));
  const users =
    named === undefined ? await pickUsers(services, wish.account, wish.contacts) : [named];
  return await giveTo(services, wish, users, { asks: named === undefined });
}

/** Gives contacts to the person on whose group they were dropped, once the user has agreed. */
export async function reassignDropped(
  services: CommandServices,
  { accountId, contacts, userId }: PersonDrop,
): Promise<void> {
  mustBeWritable(services, accountId);
  const account = services.accounts.find(accountId);
  if (account) await giveTo(services, { account, contacts, leftOut: [] }, [userId], { asks: true });
}

async function giveTo(
  services: CommandServices,
  wish: Wish,
  users: readonly string[],
  { asks }: { readonly asks: boolean },
): Promise<Report | undefined> {
  const { account, contacts } = wish;
  const { changeSet, unchanged } = planReassign(
    account.id,
    contacts,
    spreadEvenly(contacts, users),
  );
  const leftOut = [...(changeSet.leftOut ?? []), ...wish.leftOut];
  if (changeSet.items.length + leftOut.length === 0) {
    void vscode.window.showInformationMessage(
      l10n.t('Nothing was sent: the contacts are with whom they shall be already.'),
    );
    return reportOf([]);
  }
  const wanted = { ...changeSet, leftOut };
  const planned = {
    question: questionOf(services, wish, users),
    button: l10n.t('Reassign'),
    changeSet: wanted,
    unchanged: unchanged.length,
    notes: [l10n.t('A CRM that still names the old person may set it back.')],
  };
  if (asks && !(await agreeToChanges(services, planned))) return undefined;
  const title = l10n.t('Reassigning contacts');
  const { outcomes, operation } = await applyWithProgress(services, title, wanted);
  showInEditors(services, wanted, outcomes);
  void showReport(services, [operation], undoOf(services, [operation]));
  return reportOfOperations([operation]);
}

async function selectedWish(services: CommandServices, args: readonly unknown[]): Promise<Wish> {
  const targets = await storedContacts(services, args);
  const [first] = targets;
  const account = first && services.accounts.find(first.accountId);
  if (!account || targets.some(({ accountId }) => accountId !== account.id)) {
    throw new UserError(l10n.t('Reassign the contacts of one account at a time.'));
  }
  mustBeWritable(services, account.id);
  return { account, contacts: targets.map(({ contact }) => contact), leftOut: [] };
}

/** What was read already is not read again: the guard looks at it in any case. */
async function wishOfIds(
  services: CommandServices,
  argument: unknown,
  ids: readonly string[],
): Promise<Wish> {
  const account = await pickWritableAccount(services, accountArgument(argument));
  const { book } = await services.accounts.open(account.id);
  const known = (id: string) => book.contact(id) ?? book.search.index.contact(id);
  const wanted = [...new Set(ids)];
  const unknown = wanted.filter((id) => !known(id));
  const { found, missing } =
    unknown.length > 0
      ? await lookUpContacts(services, account, unknown)
      : { found: new Map<string, Contact>(), missing: [] };
  const absent = new Set(missing);
  const contacts = wanted.flatMap((id) => found.get(id) ?? known(id) ?? []);
  const leftOut = unknown
    .filter((id) => !found.has(id))
    .map((id): LeftOut => {
      const outcome = { kind: absent.has(id) ? 'notFound' : 'notStarted', id } as const;
      return { id, state: outcome.kind, reason: outcomeReason(outcome) };
    });
  return { account, contacts, leftOut };
}

/** What is asked before contacts change hands. */
function questionOf(
  { accounts }: CommandServices,
  { account, contacts }: Wish,
  users: readonly string[],
): string {
  const nameOf = (id: string) => shownText(accounts.opened(account.id)?.users.nameOf(id) ?? id);
  const count = contacts.length.toLocaleString(vscode.env.language);
  const names = users.map(nameOf).join(', ');
  const [contact] = contacts;
  if (contact && contacts.length === 1) {
    return l10n.t('Make {0} responsible for "{1}"?', names, contactTitle(contact));
  }
  return users.length === 1
    ? l10n.t('Make {0} responsible for {1} contacts of "{2}"?', names, count, account.name)
    : l10n.t('Spread {0} contacts of "{1}" evenly over {2}?', count, account.name, names);
}
