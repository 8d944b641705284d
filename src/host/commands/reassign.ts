import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { planReassign, spreadEvenly } from '../../core/change/planReassign.ts';
import type { Report } from '../../core/change/report.ts';
import { contactTitle } from '../../core/contact/describeContact.ts';
import { shownText } from '../../core/contact/shownText.ts';
import type { PersonDrop } from '../tree/contactDrag.ts';
import { withProgressWhenSlow } from '../ui/progress.ts';
import { UserError } from '../ui/userError.ts';
import { changeMany } from './changeMany.ts';
import { type ChosenContacts, chosenContacts } from './chosenContacts.ts';
import { textArgument, textsArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { pickUsers } from './pickUsers.ts';
import { mustBeWritable } from './writableAccount.ts';

/**
 * Reassign… `({accountId, ids, responsibleUserId})` → report. From a row of the tree: what is selected, or all of a
 * person's group; to one person, or evenly to several. Unless the ids are named it says first what will happen.
 */
export async function reassign(
  services: CommandServices,
  args: readonly unknown[],
): Promise<Report | undefined> {
  const [argument] = args;
  const named = textArgument(argument, 'responsibleUserId');
  if (named?.trim() === '') throw new UserError(l10n.t("An empty text is no user's id."));
  const chosen = await chosenContacts(services, args);
  if (named === undefined) return await askAndReassign(services, chosen);
  const asks = textsArgument(argument, 'ids') === undefined;
  return await giveTo(services, chosen, [named], { asks });
}

/** Asks to whom contacts shall be given, and gives them. */
export async function askAndReassign(
  services: CommandServices,
  chosen: ChosenContacts,
): Promise<Report | undefined> {
  const users = await pickUsers(services, chosen.account, chosen.contacts);
  return await giveTo(services, chosen, users, { asks: true });
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
  chosen: ChosenContacts,
  users: readonly string[],
  { asks }: { readonly asks: boolean },
): Promise<Report | undefined> {
  const { account, contacts } = chosen;
  const { changeSet, unchanged } = await withProgressWhenSlow(
    l10n.t('Looking what changes'),
    services.clock,
    async (signal) => {
      const edited = { accountId: account.id, contacts, signal };
      return await planReassign(edited, await spreadEvenly(edited, users));
    },
  );
  const leftOut = [...(changeSet.leftOut ?? []), ...chosen.leftOut];
  const planned = {
    question: questionOf(services, chosen, users),
    button: l10n.t('Reassign'),
    changeSet: { ...changeSet, leftOut },
    unchanged: unchanged.length,
    notes: [l10n.t('A CRM that still names the old person may set it back.')],
  };
  return await changeMany(services, planned, {
    title: l10n.t('Reassigning contacts'),
    nothing: l10n.t('Nothing was sent: the contacts are with whom they shall be already.'),
    asks,
  });
}

/** What is asked before contacts change hands. */
function questionOf(
  { accounts }: CommandServices,
  { account, contacts }: ChosenContacts,
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
