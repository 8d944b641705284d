import { TimeSlices } from '../../core/book/timeSlices.ts';
import type { Contact } from '../../core/contact/contact.ts';
import { jsonPieces, ndjsonPieces } from '../../core/transfer/export/jsonPieces.ts';
import type { SelectionFormat } from './selectionUri.ts';

/** The text in which these contacts are edited. Other work goes on while it is made. */
export async function selectionText(
  format: SelectionFormat,
  contacts: Iterable<Contact>,
): Promise<string> {
  const slices = new TimeSlices();
  const pieces: string[] = [];
  for (const piece of format === 'ndjson' ? ndjsonPieces(contacts) : jsonPieces(contacts)) {
    pieces.push(piece);
    await slices.next();
  }
  return pieces.join('');
}
