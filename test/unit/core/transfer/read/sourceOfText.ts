import { openSource } from '../../../../../src/core/transfer/read/openSource.ts';
import type { SourceRecord, SourceShape } from '../../../../../src/core/transfer/read/source.ts';
import {
  type SourceErrorReason,
  sourceErrorReason,
} from '../../../../../src/core/transfer/read/sourceError.ts';

/** A file that was read to its end, or as far as it can be. */
export interface ReadFile {
  readonly shape: SourceShape | undefined;
  readonly records: readonly SourceRecord[];
  readonly error: SourceErrorReason | undefined;
}

/** Rejects with whatever is no `SourceError`. */
export async function readFile(
  content: string | Uint8Array,
  fileName = 'contacts.csv',
  pieceSize = 64 * 1024,
): Promise<ReadFile> {
  const records: SourceRecord[] = [];
  let shape: SourceShape | undefined;
  try {
    const source = await openSource(
      inPieces(bytesOf(content), pieceSize),
      fileName,
      new AbortController().signal,
    );
    shape = source.shape;
    for await (const record of source.records) records.push(record);
    return { shape, records, error: undefined };
  } catch (error) {
    const reason = sourceErrorReason(error);
    if (!reason) throw error;
    return { shape, records, error: reason };
  }
}

export function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** The cells of the records of a table, with their lines. */
export function linesOf({ records }: ReadFile): readonly (readonly [number, ...string[]])[] {
  return records.map((record) =>
    record.kind === 'cells' ? [record.line, ...record.cells] : [record.line, `(${record.kind})`],
  );
}

/** The values of JSON and vCards; of what is broken, why. */
export function valuesOf({ records }: ReadFile): readonly unknown[] {
  return records.map((record) => {
    if (record.kind === 'broken') return record.problem;
    return record.kind === 'value' ? record.value : record.cells;
  });
}

/** "Привет" and the like in windows-1251, which Node can only read. */
export function windows1251(text: string): Uint8Array {
  const letters = new TextDecoder('windows-1251').decode(
    Uint8Array.from({ length: 256 }, (_, byte) => byte),
  );
  return Uint8Array.from(text, (letter) => {
    const byte = letters.indexOf(letter);
    if (byte < 0) throw new Error(`"${letter}" is not in windows-1251`);
    return byte;
  });
}

export function utf16(text: string, encoding: 'utf-16le' | 'utf-16be'): Uint8Array {
  const bytes = Buffer.from(text, 'utf16le');
  return encoding === 'utf-16le' ? bytes : bytes.swap16();
}
