import type { RecordProblem } from './recordProblem.ts';

/** The file as it lies on disk, in pieces of any size. */
export type FileBytes = AsyncIterable<Uint8Array>;

/** What kind of file it is, found by looking at its beginning and its name. */
export type SourceShape =
  | {
      readonly kind: 'table';
      readonly separator: string;
      /** Whether a cell may stand in quotation marks; otherwise these are text. */
      readonly hasQuotes: boolean;
      /** The names of the columns, as they stand there; undefined where the first line is a contact. */
      readonly header: readonly string[] | undefined;
      readonly encoding: Encoding;
    }
  | { readonly kind: 'json' | 'ndjson' | 'vcard'; readonly encoding: Encoding };

/**
 * How the characters of the file are stored, by the names of `TextDecoder`. A file of ASCII is `utf-8`, even if letters
 * of windows-1251 turn up further on than was looked (64 KiB).
 */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1251';

/** Where a record stands, and how. It holds personal data. */
interface RecordPlace {
  /** On which it begins, counted from 1. */
  readonly line: number;
  /**
   * Its text as it stands in the file, without what only parts it from the next: a line break, a comma. Of a record
   * that is too long only its beginning.
   */
  readonly source: string;
}

/** A contact as one line or element of the file has it. */
export type SourceRecord =
  /** A line of a table, with at least as many cells as the header; what is missing is "". */
  | ({ readonly kind: 'cells'; readonly cells: readonly string[] } & RecordPlace)
  /** An element of JSON or a vCard: `value` may be anything. `column` as below. */
  | ({ readonly kind: 'value'; readonly column: number; readonly value: unknown } & RecordPlace)
  /** What cannot be read, and why; `brokenRecordWords` says it. Here `line` is that of the problem. */
  | BrokenRecord;

export type BrokenRecord = {
  readonly kind: 'broken';
  /** In UTF-16 code units from the beginning of the line, counted from 1; in a table, which cell. */
  readonly column: number;
  readonly problem: RecordProblem;
} & RecordPlace;

/** A file that is being read. */
export interface Source {
  readonly shape: SourceShape;
  /**
   * In the order of the file, to be gone through once; the file is open until then, or until whoever reads leaves off.
   * What is wrong with the whole file rejects with a `SourceError`, after the records that stand before it.
   */
  readonly records: AsyncIterable<SourceRecord>;
}
