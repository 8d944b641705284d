import type { CountryCode } from 'libphonenumber-js/min';
import { ContactIndex } from '../../book/search/contactIndex.ts';
import { TimeSlices } from '../../book/timeSlices.ts';
import { type Contact, type ContactRow, rowsOf, textOf } from '../../contact/contact.ts';
import { chatIdKey, goesByNumber, usernameKey } from './accountKeys.ts';
import { type DuplicateGroup, mostMerged } from './duplicateGroup.ts';
import { Holders } from './holders.ts';
import { IdUnions } from './idUnions.ts';
import { numberEnd, wholeNumber } from './wholeNumber.ts';

interface DuplicateOptions {
  /** Of numbers without a country's code. */
  readonly country: CountryCode | undefined;
  readonly signal: AbortSignal;
}

/**
 * The contacts that may be the same person's: by accounts of one messenger first, then those that share phone numbers
 * only. What a crowd of contacts holds joins nobody; such a crowd is a group by itself. A contact may be in a group of
 * each kind, but no group that shares phone numbers is a part of one that shares accounts. Lets other work go on every
 * few milliseconds. Rejects with the signal's reason.
 *
 * @param index holds all contacts of the account
 */
export async function findDuplicates(
  index: ContactIndex,
  { country, signal }: DuplicateOptions,
): Promise<readonly DuplicateGroup[]> {
  const slices = new TimeSlices(signal);
  const [accounts, phones] = [new Holders(), new Holders()];
  const numbers = new Map<string, NumberUse[]>();
  for (const id of index.ids()) {
    await slices.next();
    const contact = index.contact(id);
    for (const row of contact ? rowsOf(contact) : []) takeRow(row, id, accounts, numbers);
  }
  for (const uses of numbers.values()) {
    await slices.next();
    // To read a number costs much: of those that nothing ends like, nothing is a spelling.
    if (uses.length === 1) continue;
    const whole = new Map<string, string>();
    for (const { id, chatType, text } of uses) {
      await slices.next();
      const phone = whole.get(text) ?? wholeNumber(text, country) ?? text;
      whole.set(text, phone);
      phones.add(heldValue({ phone }), id);
      if (chatType !== undefined) accounts.add(heldValue({ chatType, chatId: phone }), id);
    }
  }
  const byAccount = await groupsOf('account', accounts, slices);
  const byPhone = await groupsOf('phone', phones, slices);
  return [...byAccount, ...(await uncovered(byPhone, byAccount, slices))];
}

/** Whether something that the contacts share makes one group of all of them. Rejects with the signal's reason. */
export async function areDuplicates(
  contacts: readonly Contact[],
  options: DuplicateOptions,
): Promise<boolean> {
  const index = new ContactIndex();
  for (const contact of contacts) index.put(contact);
  const groups = await findDuplicates(index, options);
  return groups.some(({ ids }) => ids.length === contacts.length);
}

/** A phone number as it stands in a contact. */
interface NumberUse {
  readonly id: string;
  /** The messenger whose account it is; undefined where it only belongs to an account. */
  readonly chatType: string | undefined;
  readonly text: string;
}

function takeRow(
  row: ContactRow,
  id: string,
  accounts: Holders,
  numbers: Map<string, NumberUse[]>,
): void {
  const chatType = textOf(row.chatType);
  if (chatType === '') return;
  const takeNumber = (text: string, isAccount: boolean): boolean => {
    const end = numberEnd(text);
    if (end === undefined) return false;
    append(numbers, end, { id, chatType: isAccount ? chatType : undefined, text: text.trim() });
    return true;
  };
  if (!goesByNumber(row) || !takeNumber(textOf(row.chatId), true)) {
    const chatId = chatIdKey(row, undefined);
    if (chatId !== undefined) accounts.add(heldValue({ chatType, chatId }), id);
  }
  const username = usernameKey(row);
  if (username !== undefined) accounts.add(heldValue({ chatType, username }), id);
  takeNumber(textOf(row.phone), false);
}

/** What is shared, as a text; `sharedIn` is the way back. */
function heldValue({ chatType, chatId, username, phone }: ContactRow): string {
  return JSON.stringify({ chatType, chatId, username, phone });
}

function sharedIn(value: string): ContactRow {
  return JSON.parse(value);
}

async function groupsOf(
  evidence: DuplicateGroup['evidence'],
  holders: Holders,
  slices: TimeSlices,
): Promise<readonly DuplicateGroup[]> {
  const unions = new IdUnions();
  const joining: (readonly [value: string, id: string])[] = [];
  const crowds: DuplicateGroup[] = [];
  for (const [value, ids] of holders.shared()) {
    await slices.next();
    if (ids.length > mostMerged) {
      crowds.push({ evidence, ids, shared: [sharedIn(value)], isCrowd: true });
    } else {
      unions.join(ids);
      joining.push([value, ids[0] ?? '']);
    }
  }
  const members = new Map<string, string[]>();
  for (const id of unions.ids()) {
    await slices.next();
    append(members, unions.nameOf(id), id);
  }
  const shared = new Map<string, ContactRow[]>();
  for (const [value, id] of joining) {
    await slices.next();
    append(shared, unions.nameOf(id), sharedIn(value));
  }
  const groups: DuplicateGroup[] = [];
  for (const [name, ids] of members) {
    await slices.next();
    const isCrowd = ids.length > mostMerged;
    groups.push({ evidence, ids: ids.sort(), shared: shared.get(name) ?? [], isCrowd });
  }
  return [...groups, ...crowds];
}

/** The groups of which none of the others holds all. */
async function uncovered(
  groups: readonly DuplicateGroup[],
  others: readonly DuplicateGroup[],
  slices: TimeSlices,
): Promise<readonly DuplicateGroup[]> {
  const holding = new Map<string, Set<string>[]>();
  for (const { ids } of others) {
    const all = new Set(ids);
    for (const id of ids) {
      await slices.next();
      append(holding, id, all);
    }
  }
  const left: DuplicateGroup[] = [];
  for (const group of groups) {
    await slices.next();
    const [first = '', ...rest] = group.ids;
    const isCovered = holding.get(first)?.some((ids) => rest.every((id) => ids.has(id)));
    if (!isCovered) left.push(group);
  }
  return left;
}

function append<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
