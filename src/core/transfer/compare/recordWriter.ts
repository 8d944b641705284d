import type { Contact } from '../../contact/contact.ts';
import type { ImportRow } from '../import/importRow.ts';

/** A record of a file, and whether it says all that it should. */
export interface WrittenRecord {
  readonly text: string;
  readonly isWhole: boolean;
}

/** Writes the records of a file of some form. */
export interface RecordWriter {
  /** What comes before the first record, between two, after the last, and what a file without any holds. */
  readonly begin: string;
  readonly between: string;
  readonly end: string;
  readonly empty: string;
  /** As it stands in the file. */
  kept(row: ImportRow): string;
  /** With what Wazzup holds of the contact; what the file says beyond that stays, and so does the id that it gives. */
  corrected(row: ImportRow, contact: Contact): WrittenRecord;
  /** Of a contact that is not in the file. */
  added(contact: Contact): WrittenRecord;
}
