import type { Contact } from '../../contact/contact.ts';
import { type CsvOptions, csvPieces } from './csvPieces.ts';
import type { ExportFormat } from './exportFormat.ts';
import { jsonPieces, ndjsonPieces } from './jsonPieces.ts';
import type { Survey } from './surveyContacts.ts';
import { vcardPieces } from './vcardPieces.ts';

/**
 * The text of a file of contacts, piece by piece: a piece takes a few milliseconds, and what it was made from is not kept.
 *
 * @param survey of these contacts
 */
export function exportPieces(
  format: ExportFormat,
  contacts: Iterable<Contact>,
  survey: Survey,
  options: CsvOptions,
): Generator<string> {
  switch (format) {
    case 'csv':
      return csvPieces(contacts, survey, options);
    case 'json':
      return jsonPieces(contacts);
    case 'ndjson':
      return ndjsonPieces(contacts);
    case 'vcard':
      return vcardPieces(contacts);
  }
}
