import type { CountryCode } from 'libphonenumber-js/min';
import { type ContactRow, chatTypes, isObject, textOf } from '../../contact/contact.ts';
import { readContact } from '../../contact/readContact.ts';
import type { Source, SourceRecord } from '../read/source.ts';
import { chatProperty } from '../vcardProperties.ts';
import type { Draft, ImportRow, ValueChange, ValueProblem } from './importRow.ts';
import { readMessengerCell } from './messengerCell.ts';
import { readRow, type TableReading } from './rowDraft.ts';

/** The contacts of a file, one after the other as they are read. Rejects as its records do. */
export async function* importRows(
  { shape, records }: Source,
  reading: TableReading,
): AsyncGenerator<ImportRow> {
  for await (const record of records) yield rowOf(record, shape.kind === 'vcard', reading);
}

function rowOf(record: SourceRecord, isVcard: boolean, reading: TableReading): ImportRow {
  const { line, source } = record;
  switch (record.kind) {
    case 'broken':
      return { line, source, content: { kind: 'broken', record }, changes: [] };
    case 'cells': {
      const { draft, problems, changes } = readRow(record.cells, reading);
      return { line, source, content: { kind: 'draft', draft, problems }, changes };
    }
    case 'value': {
      const contact = readContact(record.value);
      if (contact && !isVcard)
        return { line, source, content: { kind: 'contact', contact }, changes: [] };
      if (!isObject(record.value))
        return { line, source, content: { kind: 'notAContact' }, changes: [] };
      // A card of our own holds what the API holds.
      const isOwn = source.toLowerCase().includes(chatProperty);
      return { line, source, ...draftOf(record.value, isOwn ? undefined : reading) };
    }
  }
}

/** What an object says that is no whole contact. */
function draftOf(
  value: Readonly<Record<string, unknown>>,
  reading: TableReading | undefined,
): Pick<ImportRow, 'content' | 'changes'> {
  const problems: ValueProblem[] = [];
  const changes: ValueChange[] = [];
  const text = (key: keyof Draft) => {
    const one = textOf(value[key]);
    return one.trim() === '' ? {} : { [key]: one };
  };
  const given = Array.isArray(value['contactData']) ? value['contactData'] : [];
  const rows = given.flatMap((row: unknown): readonly ContactRow[] => {
    if (!isObject(row)) return [];
    if (!reading) return [row];
    const read = readAsWritten(row, reading.country);
    if ('row' in read) {
      if (read.from !== read.to)
        changes.push({ column: 'contactData', from: read.from, to: read.to });
      return [read.row];
    }
    problems.push({ column: 'contactData', ...read });
    return [];
  });
  const draft: Draft = {
    ...text('id'),
    ...text('name'),
    ...text('responsibleUserId'),
    ...text('uri'),
    rows,
  };
  return { content: { kind: 'draft', draft, problems }, changes };
}

/** A messenger account with a number or a name as people write it. */
function readAsWritten(
  row: ContactRow,
  country: CountryCode | undefined,
):
  | { readonly row: ContactRow; readonly from: string; readonly to: string }
  | Pick<ValueProblem, 'value' | 'reason'> {
  const chatType = chatTypes.find((known) => known === row.chatType);
  const written = textOf(row.chatId);
  if (!chatType || written === '') return { row, from: '', to: '' };
  const read = readMessengerCell(chatType, written, country);
  return 'reason' in read
    ? { value: written, reason: read.reason }
    : { row: { ...row, ...read.row }, from: written, to: read.shown };
}
