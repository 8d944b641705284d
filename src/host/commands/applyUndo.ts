import * as l10n from '@vscode/l10n';
import { isUpsert } from '../../core/change/changeSet.ts';
import type { Outcome } from '../../core/change/outcome.ts';
import type { UndoPlan } from '../../core/change/planUndo.ts';
import { type Report, reportOf } from '../../core/change/report.ts';
import { contactTitle } from '../../core/contact/describeContact.ts';
import { contactUri } from '../documents/contactUri.ts';
import { askModal } from '../ui/askModal.ts';
import { showReport } from '../ui/showReport.ts';
import { UserError } from '../ui/userError.ts';
import { applyWithProgress } from './applyWithProgress.ts';
import type { CommandServices } from './commandServices.ts';

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
  plan: UndoPlan,
  { question, button, isFromCode }: UndoQuestion,
): Promise<Report | undefined> {
  const { changeSet, invalid } = plan;
  const { items } = changeSet;
  if (items.length === 0) throw new UserError(nothingWords(plan));
  const deletes = items.some((item) => !isUpsert(item));
  if (!isFromCode || deletes) {
    const agreed = await askModal(question, preview(plan), [[button, true]]);
    if (!agreed) return undefined;
  }
  const title = l10n.t('Taking back changes');
  const outcomes = await applyWithProgress(services, title, changeSet);
  showInEditors(services, plan, outcomes);
  const report = reportOf(outcomes);
  const whole = { ...report, rejected: [...report.rejected, ...invalid] };
  void showReport(services.texts, l10n.t('Take back'), whole);
  return whole;
}

/** What will happen, in numbers and names. */
function preview({ changeSet, invalid }: UndoPlan): string {
  const { items } = changeSet;
  const created = items.filter((item) => isUpsert(item) && !item.before);
  const changed = items.filter((item) => isUpsert(item) && item.before);
  const deleted = items.filter((item) => !isUpsert(item));
  const counts = [
    ...(created.length > 0
      ? [l10n.t('{0} are created again.', created.length.toLocaleString())]
      : []),
    ...(changed.length > 0
      ? [l10n.t('{0} get their old state back.', changed.length.toLocaleString())]
      : []),
    ...(deleted.length > 0 ? [l10n.t('{0} are deleted.', deleted.length.toLocaleString())] : []),
    ...(invalid.length > 0
      ? [
          l10n.t(
            '{0} cannot be sent: Wazzup takes no such contacts.',
            invalid.length.toLocaleString(),
          ),
        ]
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
    ...(more > 0 ? [l10n.t('… and {0} more', more.toLocaleString())] : []),
    '',
    l10n.t('What others have changed since is left alone.'),
  ].join('\n');
}

function nothingWords({ invalid }: UndoPlan): string {
  const [first] = invalid;
  return first
    ? l10n.t('Nothing can be sent: Wazzup takes no contact like "{0}". {1}', first.id, first.reason)
    : l10n.t('There is nothing to take back: nothing of it was sent.');
}

function showInEditors(
  { files }: CommandServices,
  { changeSet: { accountId, items } }: UndoPlan,
  outcomes: readonly Outcome[],
): void {
  const done = new Set(outcomes.flatMap(({ kind, id }) => (kind === 'done' ? [id] : [])));
  const uris = (wanted: (item: (typeof items)[number]) => boolean) =>
    items
      .filter((item) => done.has(item.id) && wanted(item))
      .map(({ id }) => contactUri(accountId, id));
  files.created(uris((item) => isUpsert(item) && !item.before));
  files.reload(uris((item) => isUpsert(item) && item.before !== undefined));
  files.deleted(uris((item) => !isUpsert(item)));
}
