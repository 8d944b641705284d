import * as l10n from '@vscode/l10n';
import type { RefreshReport } from '../../core/book/refreshReport.ts';
import { quoted } from '../../core/contact/quoted.ts';
import { shownText } from '../../core/contact/shownText.ts';
import { numberText } from '../../core/numberText.ts';

/** An account that was read again. */
export interface RefreshedAccount {
  readonly name: string;
  readonly report: RefreshReport;
}

/** What a refresh has found, for people. */
export interface RefreshText {
  /** A phrase without a stop, such as "3 new, 1 changed, 2 gone". */
  readonly text: string;
  /** How many contacts it tells of; 0 if nothing has changed. */
  readonly news: number;
}

/**
 * The words for all accounts that were refreshed together: each that has news with its name, if there are several.
 * Undefined if nothing of them was known before, so that there was nothing to compare.
 */
export function refreshText(
  accounts: readonly RefreshedAccount[],
  language: string,
): RefreshText | undefined {
  const compared = accounts.filter(({ report }) => report.among !== 0);
  if (compared.length === 0) return undefined;
  const newsOf = ({ report }: RefreshedAccount) =>
    report.added + report.changed + report.removed + Math.abs(otherGrowth(report));
  const text = compared
    .filter((account) => newsOf(account) > 0)
    .map(({ name, report }) =>
      accounts.length === 1
        ? newsText(report, language)
        : `${quoted(shownText(name))}: ${newsText(report, language)}`,
    )
    .join('. ');
  const news = compared.reduce((sum, account) => sum + newsOf(account), 0);
  return { text: text === '' ? sameText(compared, language) : text, news };
}

function newsText(report: RefreshReport, language: string): string {
  const { added, changed, removed, among } = report;
  const text = (value: number) => numberText(value, language);
  const changes = [
    ...(added > 0 ? [l10n.t('{0} new', text(added))] : []),
    ...(changed > 0 ? [l10n.t('{0} changed', text(changed))] : []),
    ...(removed > 0 ? [l10n.t('{0} gone', text(removed))] : []),
  ].join(', ');
  const known =
    changes === '' || among === undefined
      ? changes
      : l10n.t('{0} among the {1} loaded', changes, text(among));
  return [known, growthText(otherGrowth(report), language)].filter(Boolean).join(' · ');
}

/** By how much the account has grown (or, below 0, shrunk) beside the contacts that were compared. */
function otherGrowth({ added, removed, among, countBefore, countNow }: RefreshReport): number {
  if (among === undefined || countBefore === undefined || countNow === undefined) return 0;
  return countNow - countBefore - added + removed;
}

function growthText(growth: number, language: string): string {
  const count = numberText(Math.abs(growth), language);
  if (growth === 0) return '';
  if (growth > 0) {
    return growth === 1
      ? l10n.t('1 more contact in the account')
      : l10n.t('{0} more contacts in the account', count);
  }
  return growth === -1
    ? l10n.t('1 contact fewer in the account')
    : l10n.t('{0} contacts fewer in the account', count);
}

function sameText(accounts: readonly RefreshedAccount[], language: string): string {
  if (accounts.every(({ report }) => report.among === undefined)) {
    return l10n.t('Nothing has changed');
  }
  const loaded = accounts.reduce(
    (sum, { report: { among, countNow = 0 } }) => sum + (among ?? countNow),
    0,
  );
  return l10n.t('Nothing has changed among the {0} loaded', numberText(loaded, language));
}
