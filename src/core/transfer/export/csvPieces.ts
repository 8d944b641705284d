import { type Contact, rowKeys, rowsOf, textOf } from '../../contact/contact.ts';
import { cellOfValue } from '../table/cellText.ts';
import { byteOrderMark, csvLines } from '../table/csvLines.ts';
import type { Separator } from './exportFormat.ts';
import { inParts } from './inParts.ts';
import type { Survey } from './surveyContacts.ts';

/** How a table is written. */
export interface CsvOptions {
  readonly separator: Separator;
  /** The name of a user, if known, to stand beside the id. */
  readonly nameOf?: (userId: string) => string | undefined;
}

/** A column, and what stands in it. */
interface Column {
  readonly name: string;
  readonly value: (contact: Contact) => string;
}

/**
 * Contacts as a table that a spreadsheet opens right: UTF-8 with a byte order mark, CRLF, one line a contact, with
 * columns for as many messengers as any of them has: `chatType1`, `chatId1`, `username1`, `phone1`, `chatType2`, ….
 */
export function* csvPieces(
  contacts: Iterable<Contact>,
  survey: Survey,
  options: CsvOptions,
): Generator<string> {
  const columns = columnsFor(survey, options);
  const { separator } = options;
  yield `${byteOrderMark}${csvLines([columns.map(({ name }) => name)], separator)}`;
  for (const part of inParts(contacts)) {
    const cellsOf = (contact: Contact) => columns.map(({ value }) => cellOfValue(value(contact)));
    yield csvLines(part.map(cellsOf), separator);
  }
}

function columnsFor(
  { messengers, used, hasLinks }: Survey,
  { nameOf }: CsvOptions,
): readonly Column[] {
  const responsible = (contact: Contact) => textOf(contact.responsibleUserId);
  return [
    { name: 'id', value: ({ id }) => id },
    { name: 'name', value: ({ name }) => textOf(name) },
    { name: 'responsibleUserId', value: responsible },
    ...(nameOf
      ? [{ name: 'responsible', value: (contact: Contact) => nameOf(responsible(contact)) ?? '' }]
      : []),
    ...(hasLinks ? [{ name: 'uri', value: ({ uri }: Contact) => textOf(uri) }] : []),
    ...Array.from({ length: messengers }, (_, index) => columnsOfRow(index, used)).flat(),
  ];
}

function columnsOfRow(index: number, used: ReadonlySet<string>): readonly Column[] {
  const name = (key: string) => `${key}${index + 1}`;
  return rowKeys
    .filter((key) => key.startsWith('chat') || used.has(name(key)))
    .map((key) => ({
      name: name(key),
      value: (contact) => textOf(rowsOf(contact)[index]?.[key]),
    }));
}
