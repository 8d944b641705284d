import * as l10n from '@vscode/l10n';
import type { OperationSummary } from '../../core/change/operationSummary.ts';
import type { ReportedItem, ReportedOperation } from '../../core/change/reportedOperation.ts';
import { resultWord } from '../../core/change/reportText.ts';
import { countText } from '../ui/countText.ts';

/** What an operation did, in a few words: Deleted "Anna Petrova". */
export function operationTitle({ operation, size, name }: OperationSummary): string {
  if (size === 1 && name !== undefined) return titleOfOne(operation, name);
  const count = countText(size);
  switch (operation) {
    case 'save':
      return l10n.t('Saved {0} contacts', count);
    case 'upsertFile':
      return l10n.t('Sent {0} contacts of a file', count);
    case 'import':
      return l10n.t('Imported {0} contacts', count);
    case 'delete':
    case 'deleteByIds':
      return l10n.t('Deleted {0} contacts', count);
    case 'reassign':
      return l10n.t('Reassigned {0} contacts', count);
    case 'setFields':
      return l10n.t('Set fields of {0} contacts', count);
    case 'fix':
      return l10n.t('Fixed problems of {0} contacts', count);
    case 'editSelection':
      return l10n.t('Edited {0} contacts as text', count);
    case 'merge':
      // By the one that is kept.
      return name === undefined
        ? l10n.t('Merged {0} contacts', count)
        : l10n.t('Merged {0} contacts into "{1}"', count, name);
    case 'undo':
      return l10n.t('Took back changes of {0} contacts', count);
    case 'restore':
      return l10n.t('Restored {0} contacts', count);
  }
}

function titleOfOne(operation: OperationSummary['operation'], name: string): string {
  switch (operation) {
    case 'save':
      return l10n.t('Saved "{0}"', name);
    case 'upsertFile':
      return l10n.t('Sent "{0}" of a file', name);
    case 'import':
      return l10n.t('Imported "{0}"', name);
    case 'delete':
    case 'deleteByIds':
      return l10n.t('Deleted "{0}"', name);
    case 'reassign':
      return l10n.t('Reassigned "{0}"', name);
    case 'setFields':
      return l10n.t('Set fields of "{0}"', name);
    case 'fix':
      return l10n.t('Fixed problems of "{0}"', name);
    case 'editSelection':
      return l10n.t('Edited "{0}" as text', name);
    case 'merge':
      return l10n.t('Merged "{0}"', name);
    case 'undo':
      return l10n.t('Took back a change of "{0}"', name);
    case 'restore':
      return l10n.t('Restored "{0}"', name);
  }
}

/** How an operation ended: "248 done, 2 changed meanwhile". */
export function operationResult({ counts, isFinished }: OperationSummary): string {
  const parts = [...counts].map(([state, count]) => stateWords(state, countText(count)));
  return isFinished ? parts.join(', ') : [l10n.t('not finished'), ...parts].join(', ');
}

function stateWords(state: ReportedItem['state'], count: string): string {
  switch (state) {
    case 'done':
      return l10n.t('{0} done', count);
    case 'conflict':
      return l10n.t('{0} changed meanwhile', count);
    case 'rejected':
      return l10n.t('{0} refused', count);
    case 'notFound':
      return l10n.t('{0} not found', count);
    case 'unknown':
      return l10n.t('{0} not confirmed', count);
    case 'notStarted':
    case 'waiting':
      return l10n.t('{0} not sent', count);
    case 'sent':
      return l10n.t('{0} sent', count);
  }
}

/** What an item did to its contact, and how it ended if not well. */
export function itemResult(item: ReportedItem): string {
  const { before, after, state, reason } = item;
  if (state !== 'done') return reason ?? resultWord(item);
  if (!before) return l10n.t('created');
  return after ? l10n.t('changed') : l10n.t('deleted');
}

/** What a bulk write is called while it is told how it went. */
export function reportTitle({ operation }: ReportedOperation): string {
  switch (operation) {
    case 'save':
      return l10n.t('Save card');
    case 'upsertFile':
      return l10n.t('Send file');
    case 'import':
      return l10n.t('Import');
    case 'delete':
      return l10n.t('Delete contacts');
    case 'deleteByIds':
      return l10n.t('Delete contacts by id');
    case 'reassign':
      return l10n.t('Reassign contacts');
    case 'setFields':
      return l10n.t('Set fields');
    case 'fix':
      return l10n.t('Fix problems');
    case 'editSelection':
      return l10n.t('Edit contacts as text');
    case 'merge':
      return l10n.t('Merge contacts');
    case 'undo':
      return l10n.t('Take back');
    case 'restore':
      return l10n.t('Restore contacts');
  }
}
