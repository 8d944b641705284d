import { stringify } from 'csv-stringify/sync';
import type { Separator } from '../export/exportFormat.ts';

/** Begins a table, so that a spreadsheet takes it for UTF-8. */
export const byteOrderMark = '\uFEFF';

/** Rows of cells as lines of a table that a spreadsheet opens right, each ended by CRLF. */
export function csvLines(rows: readonly (readonly string[])[], separator: Separator): string {
  return stringify(
    rows.map((row) => [...row]),
    // Alone, too, a CR or an LF ends a line for spreadsheets.
    { delimiter: separator, record_delimiter: 'windows', quoted_match: /[\r\n]/ },
  );
}
