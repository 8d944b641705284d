import type { CountryCode } from 'libphonenumber-js/min';
import {
  type ChatType,
  type Contact,
  type ContactRow,
  chatTypes,
  rowsOf,
  textOf,
} from '../../contact/contact.ts';
import { applyDraft } from '../import/applyDraft.ts';
import { readMessengerCell } from '../import/messengerCell.ts';
import { type TableReading, usersNamed } from '../import/rowDraft.ts';
import { cellOfValue } from '../table/cellText.ts';
import { type ColumnField, rowFieldOf } from '../table/columnField.ts';

/** The cells of a row, and whether all accounts in messengers that have columns stand in them. */
interface ContactCells {
  readonly cells: readonly string[];
  readonly isWhole: boolean;
}

/**
 * The cells of a row with what Wazzup says of some fields of the contact, so that an import understands them likewise.
 *
 * @param cells as they are in the file
 * @param fields whose columns are written anew
 */
export function contactCells(
  cells: readonly string[],
  contact: Contact,
  fields: ReadonlySet<string>,
  reading: TableReading,
): ContactCells {
  const accounts = fields.has('contactData') ? accountCells(contact, reading) : undefined;
  const written = reading.fields.map((field, column) => {
    const text = field && (accounts?.texts.get(column) ?? textIn(field, contact, fields, reading));
    return text === undefined ? (cells[column] ?? '') : cellOfValue(text);
  });
  return {
    cells: [...written, ...cells.slice(written.length)],
    isWhole: accounts?.isWhole ?? true,
  };
}

/** What stands in a column of the contact itself; undefined if it is not written anew. */
function textIn(
  field: ColumnField,
  contact: Contact,
  fields: ReadonlySet<string>,
  reading: TableReading,
): string | undefined {
  const has = (other: ColumnField) => reading.fields.includes(other);
  switch (field) {
    case 'id':
    case 'name':
    case 'uri':
    case 'responsibleUserId':
      return fields.has(field) ? textOf(contact[field]) : undefined;
    case 'responsible':
      return fields.has('responsibleUserId') ? responsibleIn(contact, reading) : undefined;
    case 'firstName':
    case 'lastName':
      if (!fields.has('name') || has('name')) return undefined;
      return has('firstName') && has('lastName')
        ? partOfName(field, contact)
        : textOf(contact.name);
    default:
      return undefined;
  }
}

/** The last word stands in the column of last names: both together are the name again. */
function partOfName(part: 'firstName' | 'lastName', contact: Contact): string {
  const name = textOf(contact.name).trim();
  const [, first = name, last = ''] = /^(.*\S) (\S+)$/s.exec(name) ?? [];
  return part === 'firstName' ? first : last;
}

/** The person's name where that says who it is, else the id. */
function responsibleIn(contact: Contact, { users = [] }: TableReading): string {
  const id = textOf(contact.responsibleUserId);
  const name = users.find((user) => user.id === id)?.name ?? '';
  return name.trim() !== '' && usersNamed(users, name).length === 1 ? name : id;
}

/** What stands in the columns of messengers, by the column. */
function accountCells(contact: Contact, { fields, country }: TableReading) {
  const rows = rowsOf(contact);
  const texts = new Map<number, string>();
  let places = 0;
  for (const [column, field] of fields.entries()) {
    const numbered = field && rowFieldOf(field);
    if (!numbered) continue;
    texts.set(column, textOf(rows[numbered.index]?.[numbered.key]));
    places = Math.max(places, numbered.index + 1);
  }
  let isWhole = places === 0 || rows.length <= places;
  for (const chatType of chatTypes) {
    const columns = [...fields.keys()].filter((column) => fields[column] === chatType);
    if (columns.length === 0) continue;
    const own = rows.filter((row) => row.chatType === chatType);
    const accounts = own.map((row) => accountText(chatType, row, country));
    isWhole &&= accounts.every((text) => text !== undefined);
    const known = accounts.filter((text) => text !== undefined);
    for (const [index, column] of columns.entries()) {
      // The last column takes all that is left over.
      const isLast = index === columns.length - 1;
      texts.set(column, known.slice(index, isLast ? undefined : index + 1).join(', '));
    }
  }
  return { texts, isWhole };
}

/** An account as people write it, such that it is understood as this very one; undefined if there is no such text. */
function accountText(
  chatType: ChatType,
  row: ContactRow,
  country: CountryCode | undefined,
): string | undefined {
  const [chatId, username, phone] = [row.chatId, row.username, row.phone].map(textOf);
  const ids = chatId ? [chatId, `+${chatId}`] : [];
  const names = username ? [username, `@${username}`] : [];
  const all = chatType === 'telegram' ? [...names, ...ids] : [...ids, ...names];
  const card = { id: '', contactData: [row] };
  return [...all, ...(phone ? [`+${phone}`] : [])].find((text) => {
    if (/[;,\n]/.test(text) || text.trim() !== text) return false;
    const read = readMessengerCell(chatType, text, country);
    return 'row' in read && applyDraft(card, { rows: [read.row] }) === card;
  });
}
