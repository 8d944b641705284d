import { PackedValues } from '../../book/search/packedValues.ts';
import { TimeSlices } from '../../book/timeSlices.ts';
import type { ImportRow } from '../import/importRow.ts';
import type { RecordProblem } from '../read/recordProblem.ts';

/** With these a file ends for whoever reads it, whatever follows. */
const ends: readonly RecordProblem[] = ['unclosedQuote', 'tooLong', 'unclosedJson', 'strayText'];

/** All rows of a file as they were understood, packed. They hold personal data. */
export class PackedRows {
  readonly #packed = new PackedValues<ImportRow>();

  private constructor() {}

  /**
   * Keeps the rows of a file while they are read; lets other work go on. Rejects as `rows` does, and with the signal's
   * reason.
   *
   * @returns the row at which reading ended, if the file goes on behind it
   */
  static async of(
    rows: AsyncIterable<ImportRow>,
    signal: AbortSignal,
  ): Promise<{ readonly rows: PackedRows; readonly cutAt: ImportRow | undefined }> {
    const packed = new PackedRows();
    const slices = new TimeSlices(signal);
    let last: ImportRow | undefined;
    for await (const row of rows) {
      await slices.next();
      packed.#packed.add(row);
      last = row;
    }
    const isCut = last?.content.kind === 'broken' && ends.includes(last.content.record.problem);
    return { rows: packed, cutAt: isCut ? last : undefined };
  }

  get length(): number {
    return this.#packed.length;
  }

  /** @param place in the order of the file, from 0. @throws RangeError if there is no such row */
  at(place: number): ImportRow {
    return this.#packed.get(place);
  }
}
