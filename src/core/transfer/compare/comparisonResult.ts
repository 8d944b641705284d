import type { ContactIndex } from '../../book/search/contactIndex.ts';
import { TimeSlices } from '../../book/timeSlices.ts';
import { takeOver } from '../import/applyDraft.ts';
import { idOfRow, isContactContent } from '../import/importRow.ts';
import type { Comparison } from './comparison.ts';
import { type FieldDifference, fieldDifferences } from './fieldDifferences.ts';
import { notComparedWords } from './notComparedWords.ts';
import type { PackedRows } from './packedRows.ts';

/** A comparison for whoever calls it from code. */
export interface ComparisonResult {
  /** As the file gives them; "" where it gives none. */
  readonly onlyInFile: readonly string[];
  readonly onlyInWazzup: readonly string[];
  /** Contacts of the account, each with one entry for a field or messenger account that differs. */
  readonly different: readonly {
    readonly id: string;
    readonly fields: readonly FieldDifference[];
  }[];
  readonly same: readonly string[];
  /** Rows of the file: the id that each gives ("" if none), the line on which it begins, and why, in words. */
  readonly notCompared: readonly {
    readonly id: string;
    readonly line: number;
    readonly reason: string;
  }[];
}

/** Lets other work go on every few milliseconds. Rejects with the signal's reason. */
export async function comparisonResult(
  comparison: Comparison,
  rows: PackedRows,
  index: ContactIndex,
  signal: AbortSignal,
): Promise<ComparisonResult> {
  const slices = new TimeSlices(signal);
  const onlyInFile: string[] = [];
  for (const place of comparison.onlyInFile) {
    await slices.next();
    onlyInFile.push(idOfRow(rows.at(place)) ?? '');
  }
  const different: ComparisonResult['different'][number][] = [];
  for (const { place, id } of comparison.different) {
    await slices.next();
    const { content } = rows.at(place);
    const contact = index.contact(id);
    if (!contact || !isContactContent(content)) continue;
    different.push({ id, fields: fieldDifferences(contact, takeOver(contact, content)) });
  }
  const notCompared: ComparisonResult['notCompared'][number][] = [];
  for (const { place, reason } of comparison.notCompared) {
    await slices.next();
    const row = rows.at(place);
    const id = idOfRow(row) ?? '';
    notCompared.push({ id, line: row.line, reason: notComparedWords(reason, row) });
  }
  return {
    onlyInFile,
    onlyInWazzup: comparison.onlyInWazzup,
    different,
    same: comparison.same.map(({ id }) => id),
    notCompared,
  };
}
