import { TimeSlices } from '../../book/timeSlices.ts';
import { bytePieces } from './bytePieces.ts';
import { foreignFormat, guessFormat } from './guessFormat.ts';
import { guessTable } from './guessTable.ts';
import { JsonReader } from './jsonReader.ts';
import { NdjsonReader } from './ndjsonReader.ts';
import type { RecordReader } from './recordReader.ts';
import type { Encoding, FileBytes, Source, SourceRecord, SourceShape } from './source.ts';
import { SourceError } from './sourceError.ts';
import { TableReader } from './tableReader.ts';
import { TextDecoding } from './textDecoding.ts';
import { VcardReader } from './vcardReader.ts';

/**
 * Looks at the beginning of a file of contacts and reads its records while they are asked for; the file is never in
 * memory as a whole. Rejects with a `SourceError` where it is none that can be read, and with the signal's reason.
 *
 * @param fileName without a folder; its end counts where the content leaves a choice
 */
export async function openSource(
  bytes: FileBytes,
  fileName: string,
  signal: AbortSignal,
): Promise<Source> {
  signal.throwIfAborted();
  const pieces = bytePieces(bytes);
  try {
    const { value: head } = await pieces.next();
    if (!head) throw new SourceError({ kind: 'empty' });
    const foreign = foreignFormat(head);
    if (foreign) throw new SourceError(foreign);
    const decoding = new TextDecoding(head);
    const texts = textsOf(head, pieces, decoding);
    const first = await texts.next();
    if (first.done) throw new SourceError({ kind: 'empty' });
    const { shape, reader, skip } = readerFor(first.value, fileName, decoding.encoding);
    const start = first.value.text.slice(skip);
    return { shape, records: recordsOf(start, texts, reader, signal) };
  } catch (error) {
    await pieces.return(undefined);
    throw error;
  }
}

/** A part of the text of a file. */
interface Part {
  readonly text: string;
  readonly isLast: boolean;
}

async function* textsOf(
  head: Uint8Array,
  pieces: AsyncGenerator<Uint8Array>,
  decoding: TextDecoding,
): AsyncGenerator<Part, undefined> {
  try {
    for (let piece = head; ; ) {
      const next = await pieces.next();
      const isLast = next.done === true;
      for (const text of decoding.decode(piece, isLast)) yield { text, isLast };
      if (next.done) return;
      piece = next.value;
    }
  } finally {
    await pieces.return(undefined);
  }
}

interface Reading {
  readonly shape: SourceShape;
  readonly reader: RecordReader;
  /** So many UTF-16 code units come before what the reader is to read. */
  readonly skip: number;
}

function readerFor({ text, isLast }: Part, fileName: string, encoding: Encoding): Reading {
  if (isLast && text.trim() === '') throw new SourceError({ kind: 'empty' });
  const kind = guessFormat(text, fileName);
  switch (kind) {
    case 'markup':
      throw new SourceError({ kind });
    case 'json':
      return { shape: { kind, encoding }, reader: new JsonReader(), skip: 0 };
    case 'ndjson':
      return { shape: { kind, encoding }, reader: new NdjsonReader(), skip: 0 };
    case 'vcard':
      return { shape: { kind, encoding }, reader: new VcardReader(), skip: 0 };
    case 'table': {
      const usual = /\.tsv$/i.test(fileName) ? '\t' : ',';
      const { skip, ...guess } = guessTable(text, isLast, usual);
      const reader = new TableReader({ ...guess, line: skip > 0 ? 2 : 1 });
      return { shape: { kind, ...guess, encoding }, reader, skip };
    }
  }
}

async function* recordsOf(
  start: string,
  texts: AsyncGenerator<Part, undefined>,
  reader: RecordReader,
  signal: AbortSignal,
): AsyncGenerator<SourceRecord> {
  const slices = new TimeSlices(signal);
  try {
    yield* reader.read(start);
    while (!reader.isOver) {
      await slices.next();
      const next = await texts.next();
      if (next.done) break;
      yield* reader.read(next.value.text);
    }
    if (!reader.isOver) yield* reader.end();
  } finally {
    await texts.return(undefined);
  }
}
