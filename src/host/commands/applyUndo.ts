import * as l10n from '@vscode/l10n';
import { type ChangeSet, isUpsert } from '../../core/change/changeSet.ts';
import type { Report } from '../../core/change/report.ts';
import { reportOfOperations } from '../../core/change/reportedOperation.ts';
import { contactTitle } from '../../core/contact/describeContact.ts';
import { askModal } from '../ui/askModal.ts';
import { countText } from '../ui/countText.ts';
import { showReport } from '../ui/showReport.ts';
import { UserError } from '../ui/userError.ts';
import { applyWithProgress } from './applyWithProgress.ts';
import type { CommandServices } from './commandServices.ts';
import { showInEditors } from './showInEditors.ts';

const namesShown = 10;

interface UndoQuestion {
  readonly question: string;
  /** What the user agrees with. */
  readonly button: string;
  /** Then nothing is asked that deletes nothing. */
  readonly isFromCode: boolean;
}

/** Carries out what takes an operation back or brings contacts back, after a preview; undefined if the user says no. */
export async function applyUndo(
  services: CommandServices,
  changeSet: ChangeSet,
  { question, button, isFromCode }: UndoQuestion,
): Promise<Report | undefined> {
  const { items } = changeSet;
  if (items.length === 0) throw new UserError(nothingWords(changeSet));
  const deletes = items.some((item) => !isUpsert(item));
  if (!isFromCode || deletes) {
    const agreed = await askModal(question, preview(changeSet), [[button, true]]);
    if (!agreed) return undefined;
  }
  const title = l10n.t('Taking back changes');
  const { outcomes, operation } = await applyWithProgress(services, title, changeSet);
  showInEditors(services, changeSet, outcomes);
  void showReport(services, [operation]);
  return await reportOfOperations([operation]);
}

/** What will happen, in numbers and names. */
function preview({ items, leftOut = [] }: ChangeSet): string {
  const created = items.filter((item) => isUpsert(item) && !item.before);
  const changed = items.filter((item) => isUpsert(item) && item.before);
  const deleted = items.filter((item) => !isUpsert(item));
  const counts = [
    ...(created.length > 0
      ? [l10n.t('Contacts that are created again: {0}.', countText(created.length))]
      : []),
    ...(changed.length > 0
      ? [l10n.t('Contacts that get their old state back: {0}.', countText(changed.length))]
      : []),
    ...(deleted.length > 0
      ? [l10n.t('Contacts that are deleted: {0}.', countText(deleted.length))]
      : []),
    ...(leftOut.length > 0
      ? [l10n.t('{0} cannot be sent: Wazzup takes no such contacts.', countText(leftOut.length))]
      : []),
  ];
  const names = items
    .slice(0, namesShown)
    .map((item) => `• ${contactTitle(item.after ?? item.before)}`);
  const more = items.length - names.length;
  return [
    ...counts,
    '',
    ...names,
    ...(more > 0 ? [l10n.t('… and {0} more', countText(more))] : []),
    '',
    l10n.t('What others have changed since is left alone.'),
  ].join('\n');
}

function nothingWords({ leftOut = [] }: ChangeSet): string {
  const [first] = leftOut;
  return first
    ? l10n.t(
        'Nothing can be sent: Wazzup takes no contact like "{0}". {1}',
        first.id,
        first.reason ?? '',
      )
    : l10n.t('There is nothing to take back: nothing of it was sent.');
}
