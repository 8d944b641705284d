import type { CountryCode } from 'libphonenumber-js/min';
import { isSameRow } from '../../contact/compareContacts.ts';
import { type Contact, type ContactRow, rowsOf, textOf } from '../../contact/contact.ts';
import { chatIdKey, phoneKey, usernameKey } from './accountKeys.ts';

/** One messenger account of several cards. */
export interface UnitedRow {
  /** What all of them say, and the usual spelling of what they spell differently. */
  readonly row: ContactRow;
  /** What they say differently, each value with the cards that say so; the first one is in `row`. */
  readonly open: readonly OpenDetail[];
}

/** Two cards have different ones for the same account. */
export interface OpenDetail {
  readonly key: 'username' | 'phone';
  readonly values: readonly SaidValue[];
}

/** A value, and the ids of the cards that have it. */
export interface SaidValue {
  readonly value: string;
  readonly ids: readonly string[];
}

/**
 * The rows of several cards without doubles, in the order of the cards: an account is named once. Accounts are the same
 * by their chatIds; where one has none, by username or phone.
 */
export function uniteRows(
  contacts: readonly Contact[],
  country: CountryCode | undefined,
): readonly UnitedRow[] {
  const accounts: Account[] = [];
  for (const contact of contacts) {
    for (const row of rowsOf(contact)) {
      const account = new Account(country, [{ id: contact.id, row }]);
      const same: Account[] = [];
      for (const one of accounts) if (one.isSame([account, ...same])) same.push(one);
      const [first, ...others] = same;
      if (first) first.take(...others, account);
      else accounts.push(account);
      for (const other of others) accounts.splice(accounts.indexOf(other), 1);
    }
  }
  return accounts.map((account) => account.united());
}

interface Source {
  readonly id: string;
  readonly row: ContactRow;
}

/** Rows of one messenger account. */
class Account {
  readonly #country: CountryCode | undefined;
  readonly #sources: Source[];

  constructor(country: CountryCode | undefined, sources: readonly Source[]) {
    this.#country = country;
    this.#sources = [...sources];
  }

  /** Whether it is the account that these are. */
  isSame([one, ...others]: readonly [Account, ...Account[]]): boolean {
    const isKnown = one.#sources.some(({ row }) =>
      this.#sources.some((mine) => this.#isSameRow(mine.row, row)),
    );
    const chatIds = [this, one, ...others].flatMap((account) => [...account.#chatIds]);
    return isKnown && new Set(chatIds).size <= 1;
  }

  take(...others: readonly Account[]): void {
    this.#sources.push(...others.flatMap((other) => other.#sources));
  }

  united(): UnitedRow {
    const [only, ...others] = this.#sources;
    if (only && others.length === 0) return { row: only.row, open: [] };
    const chatId = this.#said('chatId', (row) => chatIdKey(row, this.#country))[0]?.value;
    const usernames = this.#said('username', usernameKey);
    const phones = this.#said('phone', (row) => phoneKey(row, this.#country));
    const [username, phone] = [usernames[0]?.value, phones[0]?.value];
    return {
      row: {
        chatType: only?.row.chatType,
        ...(chatId !== undefined && { chatId }),
        ...(username !== undefined && { username }),
        ...(phone !== undefined && { phone }),
      },
      open: [
        ...(usernames.length > 1 ? [{ key: 'username' as const, values: usernames }] : []),
        ...(phones.length > 1 ? [{ key: 'phone' as const, values: phones }] : []),
      ],
    };
  }

  get #chatIds(): ReadonlySet<string> {
    return new Set(this.#sources.flatMap(({ row }) => chatIdKey(row, this.#country) ?? []));
  }

  #isSameRow(a: ContactRow, b: ContactRow): boolean {
    if (a.chatType !== b.chatType) return false;
    const isEqual = (keyOf: (row: ContactRow) => string | undefined) => {
      const [ofA, ofB] = [keyOf(a), keyOf(b)];
      return ofA !== undefined && ofB !== undefined ? ofA === ofB : undefined;
    };
    return (
      isEqual((row) => chatIdKey(row, this.#country)) ??
      (isEqual(usernameKey) || isEqual((row) => phoneKey(row, this.#country)) || isSameRow(a, b))
    );
  }

  /** The different values under a key, each in its usual spelling if one card has that. */
  #said(
    key: 'chatId' | 'username' | 'phone',
    keyOf: (row: ContactRow) => string | undefined,
  ): readonly SaidValue[] {
    const values = new Map<string, { value: string; ids: string[] }>();
    for (const { id, row } of this.#sources) {
      const name = keyOf(row);
      if (name === undefined) continue;
      const value = textOf(row[key]);
      const said = values.get(name);
      if (!said) values.set(name, { value, ids: [id] });
      else {
        if (!said.ids.includes(id)) said.ids.push(id);
        if (!isUsual(said.value, name) && isUsual(value, name)) said.value = value;
      }
    }
    return [...values.values()];
  }
}

/** Whether a value is spelt as its key is, apart from the case of letters. */
function isUsual(value: string, key: string): boolean {
  return value === key || value.toLowerCase() === key;
}
