import type { ContactIndex } from '../../book/search/contactIndex.ts';
import { inParts } from '../export/inParts.ts';
import type { ComparedFile } from './comparedFile.ts';
import { jsonRecords, ndjsonRecords } from './correctedJson.ts';
import { tableRecords } from './correctedTable.ts';
import { vcardRecords } from './correctedVcard.ts';
import type { RecordWriter, WrittenRecord } from './recordWriter.ts';

/** What of a file is written otherwise than it stands there. Rows are named by their places. */
export interface Corrections {
  /** Rows that get what Wazzup holds of the contact with this id. */
  readonly rows: ReadonlyMap<number, string>;
  readonly leftOut: ReadonlySet<number>;
  /** Ids of contacts that come at the end. */
  readonly added: readonly string[];
}

/**
 * The text of a file with corrections, in its own form and piece by piece: in UTF-8, what is not corrected as it stands in
 * the file. A piece takes a few milliseconds.
 *
 * @param onReduced is told the id of each written contact of which the file cannot hold all
 */
export function* correctedPieces(
  file: ComparedFile,
  corrections: Corrections,
  index: ContactIndex,
  onReduced: (id: string) => void,
): Generator<string> {
  const writer = writerFor(file);
  let lead = writer.begin;
  for (const part of inParts(records(file, corrections, index, writer, onReduced))) {
    yield `${lead}${part.join(writer.between)}`;
    lead = writer.between;
  }
  yield lead === writer.begin ? writer.empty : writer.end;
}

function writerFor({ shape, reading }: ComparedFile): RecordWriter {
  switch (shape.kind) {
    case 'table':
      return tableRecords(shape, reading);
    case 'json':
      return jsonRecords;
    case 'ndjson':
      return ndjsonRecords;
    case 'vcard':
      return vcardRecords;
  }
}

function* records(
  { rows }: ComparedFile,
  corrections: Corrections,
  index: ContactIndex,
  writer: RecordWriter,
  onReduced: (id: string) => void,
): Generator<string> {
  const textOf = (id: string, { text, isWhole }: WrittenRecord) => {
    if (!isWhole) onReduced(id);
    return text;
  };
  for (let place = 0; place < rows.length; place++) {
    if (corrections.leftOut.has(place)) continue;
    const row = rows.at(place);
    const contact = index.contact(corrections.rows.get(place) ?? '');
    yield contact ? textOf(contact.id, writer.corrected(row, contact)) : writer.kept(row);
  }
  for (const id of corrections.added) {
    const contact = index.contact(id);
    if (contact) yield textOf(id, writer.added(contact));
  }
}
