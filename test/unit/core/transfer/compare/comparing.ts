import { ContactIndex } from '../../../../../src/core/book/search/contactIndex.ts';
import type { Contact } from '../../../../../src/core/contact/contact.ts';
import type { ComparedFile } from '../../../../../src/core/transfer/compare/comparedFile.ts';
import { compareRows } from '../../../../../src/core/transfer/compare/compareRows.ts';
import type { Comparison } from '../../../../../src/core/transfer/compare/comparison.ts';
import { PackedRows } from '../../../../../src/core/transfer/compare/packedRows.ts';
import type { ExportFormat } from '../../../../../src/core/transfer/export/exportFormat.ts';
import { exportPieces } from '../../../../../src/core/transfer/export/exportPieces.ts';
import { surveyContacts } from '../../../../../src/core/transfer/export/surveyContacts.ts';
import type { ImportMatch } from '../../../../../src/core/transfer/import/importPlan.ts';
import { idOfRow } from '../../../../../src/core/transfer/import/importRow.ts';
import { importRows } from '../../../../../src/core/transfer/import/importRows.ts';
import { openSource } from '../../../../../src/core/transfer/read/openSource.ts';
import { matchColumns } from '../../../../../src/core/transfer/table/matchColumns.ts';

export const { signal } = new AbortController();

/** The users of the account. */
const users = [
  { id: '7', name: 'Анна Белова' },
  { id: '8', name: 'John Smith' },
  { id: '9', name: 'John Smith' },
];

/** The names of files of each format. */
export const fileNames: Readonly<Record<ExportFormat, string>> = {
  csv: 'all.csv',
  json: 'all.contacts.json',
  ndjson: 'all.ndjson',
  vcard: 'all.vcf',
};

export function indexOf(contacts: readonly Contact[]): ContactIndex {
  const index = new ContactIndex();
  for (const contact of contacts) index.put(contact);
  return index;
}

/** A file as a comparison keeps it. */
export async function readFile(name: string, text: string): Promise<ComparedFile> {
  const bytes = async function* () {
    yield Buffer.from(text);
  };
  const source = await openSource(bytes(), name, signal);
  const columns = source.shape.kind === 'table' ? (source.shape.header ?? []) : [];
  const reading = { columns, fields: matchColumns(columns), users, country: 'RU' as const };
  const { rows } = await PackedRows.of(importRows(source, reading), signal);
  return { shape: source.shape, reading, rows };
}

/** The lists of a comparison by the ids that rows and contacts have. */
function idsOf({ rows }: ComparedFile, comparison: Comparison) {
  return {
    onlyInFile: comparison.onlyInFile.map((place) => idOfRow(rows.at(place))),
    onlyInWazzup: [...comparison.onlyInWazzup],
    different: comparison.different.map(({ id }) => id),
    same: comparison.same.map(({ id }) => id),
    notCompared: comparison.notCompared.map(({ place, reason }) => [
      rows.at(place).line,
      reason.kind,
    ]),
  };
}

/** What a file and an account with these contacts say of each other. */
export async function compared(
  contacts: readonly Contact[],
  text: string,
  {
    name = 'clients.csv',
    match = 'id',
  }: { readonly name?: string; readonly match?: ImportMatch } = {},
) {
  const file = await readFile(name, text);
  const index = indexOf(contacts);
  const comparison = await compareRows(file.rows, { index, match, signal });
  return { file, index, comparison, ids: idsOf(file, comparison) };
}

/**
 * The text of an export, and the contacts that are not whole in it.
 *
 * @param all contacts that a table has columns for
 */
export async function exported(
  format: ExportFormat,
  contacts: readonly Contact[],
  all: readonly Contact[] = contacts,
) {
  const survey = await surveyContacts(all, format, signal);
  const pieces = exportPieces(format, contacts, survey, { separator: ';' });
  return { text: [...pieces].join(''), reduced: new Set(survey.reduced) };
}
