import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { MergeConflict, Side } from '../../core/contact/mergeContacts.ts';
import { pickOne } from '../ui/pickOne.ts';
import { conflictPlace, conflictValue } from './mergeWords.ts';

interface SideItem extends vscode.QuickPickItem {
  readonly side: Side;
}

/**
 * Lets the user choose for each conflict, one after the other, with a way back.
 * @returns a side for each, in their order; "compare" to look at both versions first; undefined if cancelled
 */
export async function chooseSides(
  title: string,
  conflicts: readonly MergeConflict[],
): Promise<readonly Side[] | 'compare' | undefined> {
  const sides: Side[] = [];
  for (let index = 0; index < conflicts.length; ) {
    const conflict = conflicts[index];
    if (!conflict) break;
    const step = { title, conflict, number: index + 1, total: conflicts.length };
    const answer = await chooseSide(step, sides[index]);
    if (answer === undefined || answer === 'compare') return answer;
    if (answer === 'back') index -= 1;
    else {
      sides[index] = answer;
      index += 1;
    }
  }
  return sides;
}

interface Step {
  readonly title: string;
  readonly conflict: MergeConflict;
  /** Counts from 1. */
  readonly number: number;
  readonly total: number;
}

async function chooseSide(
  { title, conflict, number, total }: Step,
  chosen: Side | undefined,
): Promise<Side | 'back' | 'compare' | undefined> {
  const compare: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('diff'),
    tooltip: l10n.t('Compare'),
  };
  const items: readonly SideItem[] = [
    { side: 'mine', label: l10n.t('Mine'), detail: conflictValue(conflict.mine) },
    { side: 'theirs', label: l10n.t('In Wazzup'), detail: conflictValue(conflict.theirs) },
  ];
  const picked = await pickOne({
    title: l10n.t('"{0}": {1} of {2}', title, number, total),
    placeholder: l10n.t('Which value is to be kept: {0}?', conflictPlace(conflict)),
    items,
    active: items.find(({ side }) => side === chosen),
    buttons: [...(number > 1 ? [vscode.QuickInputButtons.Back] : []), compare],
  });
  if (!picked) return undefined;
  if ('item' in picked) return picked.item.side;
  return picked.button === compare ? 'compare' : 'back';
}
