import * as l10n from '@vscode/l10n';
import { isUpsert } from '../../core/change/changeSet.ts';
import { type RetryPlan, retryChangeSet } from '../../core/change/planRetry.ts';
import type { Contact } from '../../core/contact/contact.ts';
import { countText } from '../ui/countText.ts';

type Choice = readonly [label: string, overwrites: boolean];

/** What a retry will do, in numbers and words. */
export interface RetryPreview {
  /** Contacts that can be sent as they were wanted. */
  readonly again: number;
  /** Contacts that others changed meanwhile. */
  readonly changed: number;
  /** Whether it deletes contacts and does nothing else. */
  readonly isDeletion: boolean;
  readonly question: string;
  readonly detail: string;
  /** The buttons; `overwrite` where it is said already. */
  choices(overwrite: boolean | undefined): readonly Choice[];
  /** What will be deleted. */
  deletions(wishes: { readonly overwrites: boolean }): readonly Contact[];
}

export function retryPreview(plan: RetryPlan, accountName: string): RetryPreview {
  const { items, leftOut } = plan;
  const countOf = (kind: (typeof items)[number]['kind']) =>
    items.filter((item) => item.kind === kind).length;
  const [again, changed] = [countOf('again'), countOf('changed')];
  const count = items.length + leftOut.length;
  const isDeletion = items.every(({ item }) => !isUpsert(item));
  return {
    again,
    changed,
    isDeletion,
    question:
      count === 1
        ? l10n.t('Try 1 failed contact again in "{0}"?', accountName)
        : l10n.t('Try {0} failed contacts again in "{1}"?', countText(count), accountName),
    detail: detailLines(plan, {
      again,
      changed,
      settled: countOf('settled'),
      gone: countOf('gone'),
    }).join('\n'),
    choices: (overwrite) => [
      ...(again > 0 && overwrite !== true ? [[l10n.t('Retry'), false] as const] : []),
      ...(changed > 0 && overwrite !== false ? [overwriteChoice(isDeletion, changed)] : []),
    ],
    deletions({ overwrites }) {
      const sent = new Set(
        items
          .filter(({ kind }) => kind === 'again' || (kind === 'changed' && overwrites))
          .map(({ item }) => item.id),
      );
      return retryChangeSet(plan, { overwrites }).items.flatMap((item) =>
        !isUpsert(item) && sent.has(item.id) ? [item.before] : [],
      );
    },
  };
}

function overwriteChoice(isDeletion: boolean, changed: number): Choice {
  const count = countText(changed);
  return isDeletion
    ? [l10n.t('Retry, Delete {0} Changed Too', count), true]
    : [l10n.t('Retry, Overwrite {0} Changed', count), true];
}

interface Counts {
  readonly again: number;
  readonly changed: number;
  readonly settled: number;
  readonly gone: number;
}

function detailLines(
  { items, leftOut }: RetryPlan,
  { again, changed, settled, gone }: Counts,
): readonly string[] {
  const deleted = items.filter(({ kind, item }) => kind === 'again' && !isUpsert(item)).length;
  const lines: readonly (readonly [number, string])[] = [
    [again - deleted, l10n.t('{0} are sent again.', countText(again - deleted))],
    [deleted, l10n.t('{0} are deleted.', countText(deleted))],
    [settled, l10n.t('{0} are as wanted already.', countText(settled))],
    [
      gone,
      l10n.t('{0} were deleted in Wazzup meanwhile and are not created again.', countText(gone)),
    ],
    [
      leftOut.length,
      l10n.t('{0} cannot be sent: Wazzup takes no such contacts.', countText(leftOut.length)),
    ],
    [
      changed,
      l10n.t(
        '{0} were changed by others meanwhile. They are left as they are, unless you choose otherwise.',
        countText(changed),
      ),
    ],
  ];
  return lines.filter(([count]) => count > 0).map(([, words]) => words);
}
