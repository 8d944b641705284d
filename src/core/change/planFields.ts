import * as l10n from '@vscode/l10n';
import { TimeSlices } from '../book/timeSlices.ts';
import {
  type ChatType,
  type Contact,
  type ContactRow,
  rowsOf,
  textOf,
} from '../contact/contact.ts';
import { phoneNumbers } from '../contact/phoneNumbers.ts';
import { type FieldTemplate, fillTemplate, type Placeholder } from './fieldTemplate.ts';
import type { UpsertPlan } from './planChanges.ts';
import { type Edit, type EditedContacts, planEdits } from './planEdits.ts';

/**
 * What contacts shall have, beside what they have. Set in this order, and a placeholder stands for what the contact has
 * by then: the name of the new person, the new number, the new name.
 */
export interface FieldWishes {
  /** Not blank. */
  readonly responsibleUserId?: string;
  /** Its first row of this messenger gets these values, and keeps the others. */
  readonly replaceMessenger?: RowWish;
  /** A row after the others, unless the contact has the same chat already. */
  readonly addMessenger?: RowWish;
  readonly name?: FieldTemplate;
  readonly uri?: FieldTemplate;
}

/** One messenger account as it shall be; one value at least. */
export interface RowWish {
  readonly chatType: ChatType;
  readonly chatId?: FieldTemplate;
  readonly username?: FieldTemplate;
  readonly phone?: FieldTemplate;
}

/** What stands in no contact. */
export interface FieldFacts {
  /** The name of a user; undefined if it is not known. */
  readonly nameOf: (userId: string) => string | undefined;
  /** A messenger's name for people. */
  readonly messengerName: (chatType: ChatType) => string;
}

/**
 * Sets fields of contacts. Left out with the reason is a contact that has nothing to put in the place of a placeholder,
 * or no row that could be replaced, and one such that the API would refuse it. Lets other work go on every few
 * milliseconds. Rejects with the signal's reason.
 */
export async function planFields(
  edited: EditedContacts,
  wishes: FieldWishes,
  facts: FieldFacts,
): Promise<UpsertPlan> {
  const steps = stepsOf(wishes, facts);
  return await planEdits('setFields', edited, (contact) => {
    let edit: Edit = { after: contact };
    for (const step of steps) {
      if ('reason' in edit) return edit;
      edit = step(edit.after);
    }
    return edit;
  });
}

/**
 * Of how many contacts the first row of a messenger gets another chatId, which leads to another chat. Lets other work go
 * on, too.
 */
export async function countMovedChats(
  { changeSet }: UpsertPlan,
  { replaceMessenger }: FieldWishes,
  signal: AbortSignal,
): Promise<number> {
  if (!replaceMessenger) return 0;
  const slices = new TimeSlices(signal);
  let count = 0;
  const chatIdOf = (contact: Contact | undefined) =>
    contact && textOf(firstRow(contact, replaceMessenger.chatType)?.chatId);
  for (const { before, after } of changeSet.items) {
    await slices.next();
    if (chatIdOf(before) && chatIdOf(before) !== chatIdOf(after)) count += 1;
  }
  return count;
}

type Step = (contact: Contact) => Edit;

function stepsOf(wishes: FieldWishes, facts: FieldFacts): readonly Step[] {
  const { responsibleUserId, replaceMessenger, addMessenger, name, uri } = wishes;
  const responsible: Step = (contact) => ({ after: { ...contact, responsibleUserId } });
  const text =
    (key: 'name' | 'uri', template: FieldTemplate): Step =>
    (contact) => {
      const filled = fill(template, contact, facts, { isLink: key === 'uri' });
      return 'reason' in filled ? filled : { after: { ...contact, [key]: filled.text } };
    };
  return [
    ...(responsibleUserId === undefined ? [] : [responsible]),
    ...(replaceMessenger ? [replacing(replaceMessenger, facts)] : []),
    ...(addMessenger ? [adding(addMessenger, facts)] : []),
    ...(name ? [text('name', name)] : []),
    ...(uri ? [text('uri', uri)] : []),
  ];
}

function replacing(wish: RowWish, facts: FieldFacts): Step {
  return (contact) => {
    const replaced = firstRow(contact, wish.chatType);
    if (!replaced) {
      return { reason: l10n.t('The contact has no {0}.', facts.messengerName(wish.chatType)) };
    }
    const filled = fillRow(wish, contact, facts);
    if ('reason' in filled) return filled;
    const contactData = elementsOf(contact).map((row) =>
      row === replaced ? { ...replaced, ...filled.row } : row,
    );
    return { after: { ...contact, contactData } };
  };
}

function adding(wish: RowWish, facts: FieldFacts): Step {
  return (contact) => {
    const filled = fillRow(wish, contact, facts);
    if ('reason' in filled) return filled;
    const { row } = filled;
    if (rowsOf(contact).some((known) => isSameChat(known, row))) return { after: contact };
    return { after: { ...contact, contactData: [...elementsOf(contact), row] } };
  };
}

/** What chatId does not tell, because none is wished for, username and phone do. */
function isSameChat(known: ContactRow, row: ContactRow): boolean {
  if (known.chatType !== row.chatType) return false;
  if (row.chatId !== undefined) return known.chatId === row.chatId;
  return (['username', 'phone'] as const).every(
    (key) => row[key] === undefined || known[key] === row[key],
  );
}

function firstRow(contact: Contact, chatType: ChatType): ContactRow | undefined {
  return rowsOf(contact).find((row) => row.chatType === chatType);
}

function elementsOf({ contactData }: Contact): readonly unknown[] {
  return Array.isArray(contactData) ? contactData : [];
}

type Filled<Value> = Value | { readonly reason: string };

function fillRow(
  wish: RowWish,
  contact: Contact,
  facts: FieldFacts,
): Filled<{ readonly row: ContactRow }> {
  let row: ContactRow = { chatType: wish.chatType };
  for (const key of ['chatId', 'username', 'phone'] as const) {
    const template = wish[key];
    if (!template) continue;
    const filled = fill(template, contact, facts);
    if ('reason' in filled) return filled;
    row = { ...row, [key]: filled.text };
  }
  return { row };
}

function fill(
  template: FieldTemplate,
  contact: Contact,
  { nameOf }: FieldFacts,
  how: { readonly isLink?: boolean } = {},
): Filled<{ readonly text: string }> {
  const valueFor = (placeholder: Placeholder): string => {
    switch (placeholder) {
      case 'id':
        return contact.id;
      case 'name':
        return textOf(contact.name);
      case 'responsible':
        return nameOf(textOf(contact.responsibleUserId)) ?? '';
      case 'phone':
        return phoneNumbers(contact)[0] ?? '';
      case 'username':
        return firstUsername(contact);
    }
  };
  const filled = fillTemplate(template, valueFor, how);
  return 'missing' in filled ? { reason: missingWords(filled.missing) } : filled;
}

function firstUsername(contact: Contact): string {
  const names = rowsOf(contact).map(({ username }) => textOf(username));
  return names.find((name) => name.trim() !== '') ?? '';
}

function missingWords(missing: Placeholder): string {
  const placeholder = `{${missing}}`;
  switch (missing) {
    case 'id':
      return l10n.t('The contact has no id to put in the place of {0}.', placeholder);
    case 'name':
      return l10n.t('The contact has no name to put in the place of {0}.', placeholder);
    case 'responsible':
      return l10n.t(
        'The name of the responsible person, to put in the place of {0}, is not known.',
        placeholder,
      );
    case 'phone':
      return l10n.t('The contact has no phone number to put in the place of {0}.', placeholder);
    case 'username':
      return l10n.t('The contact has no user name to put in the place of {0}.', placeholder);
  }
}
