import * as l10n from '@vscode/l10n';
import type { ColumnField } from '../../core/transfer/table/columnField.ts';
import { matchColumns } from '../../core/transfer/table/matchColumns.ts';
import type { FileLook } from '../transfer/lookAtFile.ts';
import { UserError } from '../ui/userError.ts';
import type { CommandServices } from './commandServices.ts';
import { pickColumns } from './importQuestions.ts';

/** The columns of a table and what they mean, from left to right; none of a file that is no table. */
interface ChosenColumns {
  readonly columns: readonly string[];
  readonly fields: readonly (ColumnField | undefined)[];
  /** Whether the file may say the ids of its contacts. */
  readonly hasIds: boolean;
}

interface ColumnWishes {
  /** What they mean, if that is said already. */
  readonly given: readonly (ColumnField | undefined)[] | undefined;
  readonly asks: boolean;
}

/**
 * What the columns mean: as it is said, as it was the last time for such a table, or by their names; shown for correction
 * if `asks`, and remembered then. Rejects with words if none means anything.
 */
export async function chooseColumns(
  { columnMemory }: CommandServices,
  { shape, cells }: FileLook,
  { given, asks }: ColumnWishes,
): Promise<ChosenColumns> {
  const columns = columnNames(shape, cells);
  if (columns.length === 0) return { columns, fields: given ?? [], hasIds: true };
  const header = shape.kind === 'table' ? shape.header : undefined;
  const remembered = header && columnMemory.find(header);
  const guess = given ?? remembered ?? matchColumns(columns);
  const shown = columns.map((name, index) => ({
    name,
    samples: cells.flatMap((row) => row[index] || []).slice(0, 3),
  }));
  const fields = asks ? await pickColumns(shown, guess) : guess;
  if (asks && header) await columnMemory.remember(header, fields);
  if (fields.every((field) => field === undefined)) {
    throw new UserError(l10n.t('Nothing was done: no column of the table has a meaning.'));
  }
  return { columns, fields, hasIds: fields.includes('id') };
}

function columnNames(
  shape: FileLook['shape'],
  cells: readonly (readonly string[])[],
): readonly string[] {
  if (shape.kind !== 'table') return [];
  const width = Math.max(0, ...cells.map((row) => row.length));
  return (
    shape.header ?? Array.from({ length: width }, (_, index) => l10n.t('Column {0}', index + 1))
  );
}
