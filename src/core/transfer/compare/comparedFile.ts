import type { TableReading } from '../import/rowDraft.ts';
import type { SourceShape } from '../read/source.ts';
import type { PackedRows } from './packedRows.ts';

/** A file as it was read and understood, so that it can be compared, and written with other values. */
export interface ComparedFile {
  readonly shape: SourceShape;
  readonly reading: TableReading;
  readonly rows: PackedRows;
}
