import type { Contact } from '../../contact/contact.ts';
import { applyDraft, takeOver } from '../import/applyDraft.ts';
import type { ImportRow } from '../import/importRow.ts';
import { readRow, type TableReading } from '../import/rowDraft.ts';
import type { SourceShape } from '../read/source.ts';
import { tableRecordAt } from '../read/tableRecord.ts';
import { quotedCell } from '../table/quotedCell.ts';
import { contactCells } from './contactCells.ts';
import { fieldDifferences } from './fieldDifferences.ts';
import type { RecordWriter, WrittenRecord } from './recordWriter.ts';

type TableShape = Extract<SourceShape, { readonly kind: 'table' }>;

/** Lines of a table with these columns; only cells that say something else are written anew. */
export function tableRecords(shape: TableShape, reading: TableReading): RecordWriter {
  const written = (
    cells: readonly string[],
    contact: Contact,
    fields: ReadonlySet<string>,
  ): WrittenRecord => {
    const { cells: all, isWhole } = contactCells(cells, contact, fields, reading);
    const line = lineOf(all, shape);
    return { text: line.text, isWhole: isWhole && line.isWhole && saysAll(all, contact, reading) };
  };
  const header = shape.header ? `${lineOf(shape.header, shape).text}\r\n` : '';
  return {
    // A spreadsheet knows by the mark that this is UTF-8.
    begin: `\uFEFF${header}`,
    between: '\r\n',
    end: '\r\n',
    empty: `\uFEFF${header}`,
    kept: ({ source }) => source,
    corrected: (row, contact) =>
      written(cellsOf(row, shape), contact, new Set(differentFields(row, contact))),
    added: (contact) =>
      written(
        reading.fields.map(() => ''),
        contact,
        new Set(['id', 'name', 'responsibleUserId', 'uri', 'contactData']),
      ),
  };
}

function cellsOf({ source }: ImportRow, shape: TableShape): readonly string[] {
  return tableRecordAt(source, 0, shape, true)?.cells ?? [];
}

function differentFields({ content }: ImportRow, contact: Contact): readonly string[] {
  if (content.kind !== 'draft') return [];
  return fieldDifferences(contact, takeOver(contact, content)).map(({ field }) => field);
}

function lineOf(cells: readonly string[], { separator, hasQuotes }: TableShape): WrittenRecord {
  if (!hasQuotes) {
    const isSplit = (cell: string) => cell.includes(separator) || /[\r\n]/.test(cell);
    const plain = cells.map((cell) => cell.replaceAll(separator, ' ').replace(/[\r\n]+/g, ' '));
    return { text: plain.join(separator), isWhole: !cells.some(isSplit) };
  }
  return { text: cells.map((cell) => quotedCell(cell, separator)).join(separator), isWhole: true };
}

function saysAll(cells: readonly string[], contact: Contact, reading: TableReading): boolean {
  const { draft, problems } = readRow(cells, reading);
  return (
    problems.length === 0 && fieldDifferences(contact, applyDraft(contact, draft)).length === 0
  );
}
