import { sameContact } from '../../contact/compareContacts.ts';
import { type Contact, rowsOf, textOf } from '../../contact/contact.ts';
import { withOwnTexts } from '../../contact/ownTexts.ts';
import { IdMap } from '../idMap.ts';
import { type ContactFlags, flagsOf, isOutdated } from './contactFlags.ts';
import { EntryProblems } from './entryProblems.ts';
import { type FoldedText, foldText } from './foldText.ts';
import { GrowingArray } from './growingArray.ts';
import { PackedValues } from './packedValues.ts';
import { SearchColumn } from './searchColumn.ts';
import { type ColumnName, columnNames } from './searchQuery.ts';

/**
 * The contacts of an account that were read, each in its latest state, packed for search. An entry is one state of a
 * contact: a number from 0 that stays what it is; only the latest one of each contact is current.
 */
export class ContactIndex {
  readonly columns: Readonly<Record<ColumnName, SearchColumn>> = {
    name: new SearchColumn(),
    number: new SearchColumn(),
    account: new SearchColumn(),
    id: new SearchColumn(),
    uri: new SearchColumn(),
  };
  /** What is wrong with them. */
  readonly problems = new EntryProblems((entry) => this.contactAt(entry));
  readonly #packed = new PackedValues<Contact>();
  readonly #current = new IdMap<number>();
  readonly #flags = new GrowingArray();
  /** Of each entry: the first entry of the same contact. */
  readonly #places = new GrowingArray();
  /** Of each entry that is the first of its contact: the current one, and one more; else, or once it is gone, 0. */
  readonly #latest = new GrowingArray();
  /** Of each entry: index into `#people`. */
  readonly #responsible = new GrowingArray();
  readonly #people = new Map<string, number>();
  #prepared = 0;
  #removals = 0;

  /** How many contacts it holds. */
  get size(): number {
    return this.#current.size;
  }

  /** How many entries there are, outdated ones included. */
  get length(): number {
    return this.#flags.length;
  }

  /** How many entries are ready for search: all before this one. */
  get prepared(): number {
    return this.#prepared;
  }

  /** How many contacts were removed so far: while it stays the same, all that were put are held. */
  get removals(): number {
    return this.#removals;
  }

  /** The ids of all who are responsible for a contact, or were, by the number that `responsibleOf` gives. */
  get people(): ReadonlyMap<string, number> {
    return this.#people;
  }

  /** The ids of all contacts, in no order. What is added or removed while they are gone through may count or not. */
  ids(): IterableIterator<string> {
    return this.#current.keys();
  }

  has(id: string): boolean {
    return this.#current.has(id);
  }

  /**
   * The JSON of each contact, in UTF-8 and in the order in which they were first seen: not copies, so they must not be
   * changed. Each is taken as it is when its turn comes.
   */
  *packed(): Generator<Buffer> {
    for (const entry of this.entries()) yield this.#packed.json(entry);
  }

  /**
   * The current entry of each contact, in the order in which they were first seen. What changes while they are gone
   * through may come as it was or as it is.
   */
  *entries(): Generator<number> {
    for (let place = 0; place < this.length; place++) {
      const latest = this.#latest.at(place);
      if (latest > 0) yield latest - 1;
    }
  }

  /** The current entry of a contact. */
  entryOf(id: string): number | undefined {
    return this.#current.get(id);
  }

  contact(id: string): Contact | undefined {
    const entry = this.entryOf(id);
    return entry === undefined ? undefined : this.contactAt(entry);
  }

  /** The contact as this entry has it. @throws RangeError if there is no such entry */
  contactAt(entry: number): Contact {
    return this.#packed.get(entry);
  }

  /** The same for those who hold many: see `withOwnTexts`. @throws RangeError if there is no such entry */
  heldContactAt(entry: number): Contact {
    return withOwnTexts(this.contactAt(entry));
  }

  flagsOf(entry: number): ContactFlags {
    return this.#flags.at(entry);
  }

  /** Where the contact of this entry stands among all: in the order in which they were first seen. */
  placeOf(entry: number): number {
    return this.#places.at(entry);
  }

  responsibleOf(entry: number): number {
    return this.#responsible.at(entry);
  }

  /** Takes in a contact as just seen: it was not known, was known otherwise, or says the same as before. */
  put(contact: Contact): 'added' | 'changed' | 'same' {
    const before = this.#current.get(contact.id);
    if (before !== undefined && this.#packed.holds(before, contact)) return 'same';
    const isSame = before !== undefined && sameContact(this.#packed.get(before), contact);
    if (before !== undefined) this.#outdate(before);
    const entry = this.#packed.add(contact);
    this.#current.set(contact.id, entry);
    const place = before === undefined ? entry : this.#places.at(before);
    this.#places.push(place);
    this.#latest.push(0);
    this.#latest.set(place, entry + 1);
    this.#flags.push(flagsOf(contact));
    this.#responsible.push(this.#person(textOf(contact.responsibleUserId)));
    if (before === undefined) return 'added';
    return isSame ? 'same' : 'changed';
  }

  /** Makes the next entry ready for search, which costs more than to keep it. False if all are ready. */
  prepareNext(): boolean {
    if (this.#prepared === this.length) return false;
    const texts = textsOf(this.#packed.get(this.#prepared));
    for (const name of columnNames) this.columns[name].add(texts[name]);
    this.#prepared += 1;
    return true;
  }

  /** Forgets a contact that is gone. Whether it was known. */
  remove(id: string): boolean {
    const entry = this.#current.get(id);
    if (entry === undefined) return false;
    this.#outdate(entry);
    this.#latest.set(this.#places.at(entry), 0);
    this.#removals += 1;
    return this.#current.delete(id);
  }

  #outdate(entry: number): void {
    this.#flags.set(entry, this.#flags.at(entry) | isOutdated);
  }

  #person(id: string): number {
    const known = this.#people.get(id);
    if (known !== undefined) return known;
    this.#people.set(id, this.#people.size);
    return this.#people.size - 1;
  }
}

/** All texts of a contact that a search looks through, as they were read. */
export function searchedTexts(contact: Contact): readonly string[] {
  const rows = rowsOf(contact).flatMap((row) => [row.chatId, row.username, row.phone]);
  return [contact.name, contact.id, contact.uri, ...rows].map(textOf);
}

function textsOf(contact: Contact): Readonly<Record<ColumnName, readonly FoldedText[]>> {
  const rows = rowsOf(contact);
  const chats = rows.flatMap((row) => [textOf(row.chatId), textOf(row.phone)]);
  const isNumber = (text: string) => /^[^\p{L}]*\d[^\p{L}]*$/u.test(text);
  return {
    name: fold([textOf(contact.name)]),
    number: fold(chats.filter(isNumber).map((text) => text.replace(/\D/g, ''))),
    account: fold([
      ...rows.map((row) => textOf(row.username)),
      ...chats.filter((text) => !isNumber(text)),
    ]),
    id: fold([contact.id]),
    uri: fold([textOf(contact.uri)]),
  };
}

function fold(texts: readonly string[]): readonly FoldedText[] {
  return texts.filter((text) => text !== '').map(foldText);
}
