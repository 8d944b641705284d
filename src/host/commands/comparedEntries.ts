import * as l10n from '@vscode/l10n';
import { idOfRow } from '../../core/transfer/import/importRow.ts';
import {
  type ComparedEntry,
  comparisonKinds,
  entriesIn,
  entryKey,
} from '../comparison/comparedEntry.ts';
import { ComparisonNode } from '../comparison/comparisonNode.ts';
import type { OpenComparison } from '../comparison/openComparison.ts';
import { UserError } from '../ui/userError.ts';
import { textsArgument } from './commandArguments.ts';
import type { CommandServices } from './commandServices.ts';
import { nothingComparedWords } from './compareFile.ts';

/** What of the comparison a command acts on. */
export interface ChosenEntries {
  readonly comparison: OpenComparison;
  readonly entries: readonly ComparedEntry[];
  /** Whether it is all of it because nothing was named. */
  readonly isAll: boolean;
  /** Whether they were named from code, by `{ids}`. */
  readonly isFromCode: boolean;
}

/**
 * The entries that a command acts on: those of the given row and its selection, those with the ids of `{ids}` from code,
 * or without any all that differ. Rejects with words if there is no comparison.
 */
export function comparedEntries(
  { comparison: view }: CommandServices,
  args: readonly unknown[],
): ChosenEntries {
  const { current: comparison } = view;
  if (!comparison) throw new UserError(nothingComparedWords());
  const [first, second] = args;
  const ids = first instanceof ComparisonNode ? undefined : textsArgument(first, 'ids');
  const all = comparisonKinds.flatMap((kind) => entriesIn(comparison.result, kind));
  if (ids) {
    const wanted = new Set(ids);
    const entries = all.filter((entry) => wanted.has(idOf(comparison, entry)));
    return { comparison, entries, isAll: false, isFromCode: true };
  }
  // A menu hands over nothing in the place of a row that VS Code is fetching again: nobody knows which was meant.
  const several: readonly unknown[] = Array.isArray(second) ? second : [first];
  const isMenu = args.length > 1 || first instanceof ComparisonNode;
  if (isMenu && !several.every((node) => node instanceof ComparisonNode)) {
    throw new UserError(l10n.t('The rows were just being read again. Please try once more.'));
  }
  if (!isMenu) return { comparison, entries: all, isAll: true, isFromCode: isGiven(first) };
  const nodes = several.filter((node) => node instanceof ComparisonNode);
  const entries = nodes.flatMap((node) => node.entries());
  return {
    comparison,
    // One may have a row of its own and be in a group.
    entries: [...new Map(entries.map((entry) => [entryKey(entry), entry])).values()],
    isAll: false,
    isFromCode: false,
  };
}

/** The rows of the file among the entries that can be taken over: by their places. */
export function placesIn(entries: readonly ComparedEntry[]): readonly number[] {
  return entries.flatMap((entry) =>
    entry.kind === 'onlyInFile' || entry.kind === 'different' ? [entry.place] : [],
  );
}

/** The contacts among the entries that are only in Wazzup. */
export function idsOnlyInWazzup(entries: readonly ComparedEntry[]): readonly string[] {
  return entries.flatMap((entry) => (entry.kind === 'onlyInWazzup' ? [entry.id] : []));
}

function isGiven(argument: unknown): boolean {
  return argument !== undefined && argument !== null;
}

function idOf({ parts }: OpenComparison, entry: ComparedEntry): string {
  return 'id' in entry ? entry.id : (idOfRow(parts.file.rows.at(entry.place)) ?? '');
}
