import type { CountryCode } from 'libphonenumber-js/min';
import type { User } from '../../api/readRoutes.ts';
import { type ContactRow, chatTypes, type rowKeys } from '../../contact/contact.ts';
import { isSpoilt } from '../../contact/spoiltNumber.ts';
import { valueOfCell } from '../table/cellText.ts';
import { type ColumnField, rowFieldOf } from '../table/columnField.ts';
import type { Draft, ValueChange, ValueProblem, ValueReason } from './importRow.ts';
import { readMessengerCell } from './messengerCell.ts';

/** How the cells of a table are understood. */
export interface TableReading {
  /** The names of the columns, for words. */
  readonly columns: readonly string[];
  /** What they mean; a column that means nothing is passed over. */
  readonly fields: readonly (ColumnField | undefined)[];
  readonly country: CountryCode | undefined;
  /** The users of the account, where they are known. */
  readonly users: readonly User[] | undefined;
}

/** What the cells of a row say, what of it is not taken, and what is written otherwise. */
export interface RowReading {
  readonly draft: Draft;
  readonly problems: readonly ValueProblem[];
  readonly changes: readonly ValueChange[];
}

/** Understands a row of a table. An empty cell says nothing. */
export function readRow(cells: readonly string[], reading: TableReading): RowReading {
  const row = new RowReader(reading);
  reading.fields.forEach((field, index) => {
    const value = valueOfCell(cells[index] ?? '');
    if (field && value.trim() !== '') row.take(field, value, reading.columns[index] ?? field);
  });
  return row.result();
}

/** Those whose name a cell holds, in whatever case. */
export function usersNamed(users: readonly User[], name: string): readonly User[] {
  const plain = (text: string) => text.toLowerCase().replaceAll('ё', 'е').trim();
  return users.filter((user) => plain(user.name) === plain(name));
}

class RowReader {
  readonly #reading: TableReading;
  readonly #problems: ValueProblem[] = [];
  readonly #changes: ValueChange[] = [];
  readonly #plain: { id?: string; name?: string; responsibleUserId?: string; uri?: string } = {};
  readonly #names: { firstName?: string; lastName?: string } = {};
  /** Messengers by the numbers of their columns, with gaps. */
  readonly #numbered: Partial<Record<(typeof rowKeys)[number], string>>[] = [];
  readonly #rows: ContactRow[] = [];
  #responsible: [name: string, column: string] | undefined;

  constructor(reading: TableReading) {
    this.#reading = reading;
  }

  take(field: ColumnField, value: string, column: string): void {
    const numbered = rowFieldOf(field);
    if (numbered) this.#takeNumbered(numbered, value.trim(), column);
    else this.#takePlain(field, value, column);
  }

  result(): RowReading {
    const { firstName, lastName } = this.#names;
    if (this.#plain.name === undefined && (firstName || lastName)) {
      this.#plain.name = [firstName, lastName].filter(Boolean).join(' ');
    }
    if (this.#plain.responsibleUserId === undefined && this.#responsible) {
      const userId = this.#userNamed(...this.#responsible);
      if (userId !== undefined) this.#plain.responsibleUserId = userId;
    }
    const rows = [...this.#numbered.filter((row) => row !== undefined), ...this.#rows];
    const draft: Draft = { ...this.#plain, rows };
    return { draft, problems: this.#problems, changes: this.#changes };
  }

  #takePlain(field: ColumnField, value: string, column: string): void {
    switch (field) {
      case 'id':
        // Whether spaces belong to an id only the account knows.
        this.#plain.id = value;
        break;
      case 'name':
      case 'responsibleUserId':
      case 'uri':
        this.#plain[field] = value.trim();
        break;
      case 'firstName':
      case 'lastName':
        this.#names[field] = value.trim();
        break;
      case 'responsible':
        this.#responsible = [value, column];
        break;
      default:
        this.#takeAccounts(field, value, column);
    }
  }

  /** Columns with the API's own names hold what the API holds: it is taken as it is. */
  #takeNumbered(
    { key, index }: NonNullable<ReturnType<typeof rowFieldOf>>,
    value: string,
    column: string,
  ): void {
    if (isSpoilt(value)) {
      this.#refuse(column, value, 'spoilt');
      return;
    }
    this.#numbered[index] ??= {};
    this.#numbered[index][key] = value;
  }

  /** One account, or several in one cell, as people write them. */
  #takeAccounts(field: ColumnField, value: string, column: string): void {
    const chatType = chatTypes.find((known) => known === field);
    // Its comma parts no two accounts.
    const texts = isSpoilt(value.trim()) ? [value] : value.split(/[;,\n]/);
    for (const text of texts.map((part) => part.trim())) {
      if (!chatType || text === '') continue;
      const read = readMessengerCell(chatType, text, this.#reading.country);
      if ('reason' in read) {
        this.#refuse(column, text, read.reason);
        continue;
      }
      this.#rows.push(read.row);
      this.#noteChange(column, text, read.shown);
    }
  }

  #userNamed(name: string, column: string): string | undefined {
    const { users } = this.#reading;
    const found = usersNamed(users ?? [], name);
    const [user] = found;
    if (user && found.length === 1) return user.id;
    const byId = users?.find(({ id }) => id === name);
    if (byId) return byId.id;
    return this.#refuse(column, name, user ? 'ambiguousUser' : 'unknownUser');
  }

  #refuse(column: string, value: string, reason: ValueReason): undefined {
    this.#problems.push({ column, value, reason });
  }

  #noteChange(column: string, from: string, to: string): void {
    if (from !== to) this.#changes.push({ column, from, to });
  }
}
