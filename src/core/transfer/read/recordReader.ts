import type { SourceRecord } from './source.ts';

/** Finds the records in the text of a file, which it is given piece by piece. No piece parts a CR from its LF. */
export interface RecordReader {
  /** The records that end within this piece. */
  read(piece: string): readonly SourceRecord[];
  /** Called after the last piece: what is left. */
  end(): readonly SourceRecord[];
  /** Whether nothing further can be read, so that the rest of the file need not be looked at. */
  readonly isOver: boolean;
}

/**
 * No record may be longer, in UTF-16 code units: a quotation mark or a bracket that is closed nowhere would take the
 * rest of a large file into memory. A contact has some hundreds.
 */
export const longestRecord = 1024 * 1024;

/** Of what is too long so much is kept to show. */
export const longestShownSource = 1024;
