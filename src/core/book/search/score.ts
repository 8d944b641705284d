import type { Rank } from './searchColumn.ts';
import { type ColumnName, columnNames } from './searchQuery.ts';

/** How well a contact fits a term: a small whole number from 0, which is best. By rank, then by what the text is. */
export function scoreOf(rank: Rank, column: ColumnName): number {
  return rank * columnNames.length + columnNames.indexOf(column);
}

/** Of a contact that fits by the responsible person alone: after all others. */
export const personScore = 4 * columnNames.length;
