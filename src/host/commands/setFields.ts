import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import {
  countMovedChats,
  type FieldFacts,
  type FieldWishes,
  planFields,
} from '../../core/change/planFields.ts';
import type { Report } from '../../core/change/report.ts';
import { type Contact, rowsOf, textOf } from '../../core/contact/contact.ts';
import { contactTitle } from '../../core/contact/describeContact.ts';
import { asLabel } from '../../core/contact/problemWords.ts';
import { quoted } from '../../core/contact/quoted.ts';
import { shownText } from '../../core/contact/shownText.ts';
import { validateContact } from '../../core/contact/validateContact.ts';
import { messengerName } from '../../protocol/messengers.ts';
import type { AccountRecord } from '../accounts/accountRecord.ts';
import { withProgressWhenSlow } from '../ui/progress.ts';
import { changeMany } from './changeMany.ts';
import { type ChosenContacts, chosenContacts } from './chosenContacts.ts';
import { textsArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { fieldsArgument } from './fieldArguments.ts';
import { askWishes, pickField } from './fieldQuestions.ts';
import { askAndReassign } from './reassign.ts';

/**
 * Set for All Selected… `({accountId, ids, set: {name?, responsibleUserId?, uri?, addMessenger?, replaceMessenger?}})` →
 * report. From a row of the tree: what is selected, or all of a filter or a group. The texts are templates, but for the
 * user's id. Unless the ids are named it says first what will happen.
 */
export async function setFields(
  services: CommandServices,
  args: readonly unknown[],
): Promise<Report | undefined> {
  const [argument] = args;
  const named = fieldsArgument(argument);
  const asks = textsArgument(argument, 'ids') === undefined;
  const chosen = await chosenContacts(services, args);
  const { account, contacts } = chosen;
  if (named) {
    const facts = await factsOf(services, account);
    return await setTo(services, chosen, named, { facts, asks });
  }
  const field = await pickField();
  if (field === 'responsible') return await askAndReassign(services, chosen);
  const facts = await factsOf(services, account);
  const [first] = contacts;
  const wishes = await askWishes(
    field,
    contacts,
    (typed) => first && exampleMessage(account, first, typed, facts),
  );
  return await setTo(services, chosen, wishes, { facts, asks: true });
}

async function setTo(
  services: CommandServices,
  { account, contacts, leftOut }: ChosenContacts,
  wishes: FieldWishes,
  { facts, asks }: { readonly facts: FieldFacts; readonly asks: boolean },
): Promise<Report | undefined> {
  const { changeSet, unchanged, moved } = await withProgressWhenSlow(
    l10n.t('Looking what changes'),
    services.clock,
    async (signal) => {
      const plan = await planFields({ accountId: account.id, contacts, signal }, wishes, facts);
      return { ...plan, moved: await countMovedChats(plan, wishes, signal) };
    },
  );
  const [first] = changeSet.items;
  const planned = {
    question: questionOf(wishes, account, contacts),
    button: l10n.t('Set'),
    changeSet: { ...changeSet, leftOut: [...(changeSet.leftOut ?? []), ...leftOut] },
    unchanged: unchanged.length,
    notes: [
      ...(moved === 0
        ? []
        : [l10n.t('Another chat id, which leads to another chat: {0}', count(moved))]),
      ...(first?.after && first.before
        ? [l10n.t('For example: {0}', exampleText(first.before, first.after, wishes))]
        : []),
      l10n.t('A CRM that still has the old values may write them back.'),
    ],
  };
  return await changeMany(services, planned, {
    title: l10n.t('Setting fields of contacts'),
    nothing: l10n.t('Nothing was sent: the contacts are as they shall be already.'),
    asks,
  });
}

/** The names of users are read for a placeholder; where they cannot be, what needs one is left out with that reason. */
async function factsOf({ accounts }: CommandServices, account: AccountRecord): Promise<FieldFacts> {
  const { users } = await accounts.open(account.id);
  await users.users({ signal: new AbortController().signal });
  return { nameOf: (userId) => users.nameOf(userId), messengerName };
}

function questionOf(
  wishes: FieldWishes,
  account: AccountRecord,
  contacts: readonly Contact[],
): string {
  const [contact] = contacts;
  const whose =
    contact && contacts.length === 1
      ? quoted(contactTitle(contact))
      : l10n.t('{0} contacts of "{1}"', count(contacts.length), account.name);
  const { addMessenger, replaceMessenger, name, uri } = wishes;
  if (Object.keys(wishes).length > 1) return l10n.t('Set fields of {0}?', whose);
  if (addMessenger) return l10n.t('Add {0} to {1}?', messengerName(addMessenger.chatType), whose);
  if (replaceMessenger) {
    return l10n.t('Replace {0} of {1}?', messengerName(replaceMessenger.chatType), whose);
  }
  if (uri) return l10n.t('Set the link to the CRM of {0}?', whose);
  return name
    ? l10n.t('Set the name of {0}?', whose)
    : l10n.t('Set the responsible person of {0}?', whose);
}

/** What a wish would do to a contact, as the words under an input box. */
async function exampleMessage(
  { id: accountId }: AccountRecord,
  contact: Contact,
  wishes: FieldWishes,
  facts: FieldFacts,
): Promise<vscode.InputBoxValidationMessage> {
  const { signal } = new AbortController();
  const { changeSet } = await planFields({ accountId, contacts: [contact], signal }, wishes, facts);
  const [item] = changeSet.items;
  const [left] = changeSet.leftOut ?? [];
  const doubt = left?.reason ?? newDoubt(contact, item?.after ?? contact);
  if (doubt !== undefined) {
    return {
      message: `${contactTitle(contact)}: ${doubt}`,
      severity: vscode.InputBoxValidationSeverity.Warning,
    };
  }
  return {
    message: item
      ? exampleText(contact, item.after ?? contact, wishes)
      : l10n.t('{0} has it already.', contactTitle(contact)),
    severity: vscode.InputBoxValidationSeverity.Info,
  };
}

/** What is doubtful about a contact that was not before. */
function newDoubt(before: Contact, after: Contact): string | undefined {
  const problemsOf = (contact: Contact) =>
    validateContact(contact, { exists: true, nameKey: asLabel });
  const known = new Set(problemsOf(before).map(({ pointer, rule }) => `${rule} ${pointer}`));
  return problemsOf(after).find(({ pointer, rule }) => !known.has(`${rule} ${pointer}`))?.message;
}

/** "Anna Petrova → https://crm.example/c/crm-1" */
function exampleText(before: Contact, after: Contact, wishes: FieldWishes): string {
  return `${contactTitle(before)} → ${shownText(newValue(after, wishes))}`;
}

function newValue(after: Contact, wishes: FieldWishes): string {
  const { name, uri, responsibleUserId, addMessenger, replaceMessenger } = wishes;
  const chatType = (addMessenger ?? replaceMessenger)?.chatType;
  const those = rowsOf(after).filter((row) => row.chatType === chatType);
  const row = addMessenger ? those.at(-1) : those[0];
  return [
    responsibleUserId,
    ...[row?.chatId, row?.username, row?.phone].map(textOf),
    name && textOf(after.name),
    uri && textOf(after.uri),
  ]
    .filter(Boolean)
    .join(', ');
}

function count(contacts: number): string {
  return contacts.toLocaleString(vscode.env.language);
}
