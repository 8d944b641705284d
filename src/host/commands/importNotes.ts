import * as l10n from '@vscode/l10n';
import { shownText } from '../../core/contact/shownText.ts';
import { numberText } from '../../core/numberText.ts';
import type { ImportPlan } from '../../core/transfer/import/importPlan.ts';

/** So many values that are written otherwise are shown. */
const changesShown = 5;

/** What else the user should know before an import, a line each. */
export function importNotes(
  { passedOver, invalid, changes }: ImportPlan,
  language: string,
): readonly string[] {
  const text = (value: number) => numberText(value, language);
  const shown = changes
    .slice(0, changesShown)
    .map(({ column, from, to }) => `• ${shownText(column)}: ${shownText(from)} → ${shownText(to)}`);
  const more = changes.length - shown.length;
  return [
    ...(passedOver > 0 ? [l10n.t('Passed over: {0}', text(passedOver))] : []),
    ...(invalid.length > 0 ? [l10n.t('Cannot be imported: {0}', text(invalid.length))] : []),
    ...(changes.length > 0 ? ['', l10n.t('Written otherwise than in the file:'), ...shown] : []),
    ...(more > 0 ? [l10n.t('… and {0} more', text(more))] : []),
  ];
}

/** The rows that cannot be imported, each with its line, the reason, and as it stands in the file. */
export function leftOutText({ invalid }: ImportPlan, name: string): string {
  const rows = invalid.map(
    ({ line, source, reason }) =>
      `${l10n.t('Line {0}: {1}', line, reason)}\n${source.replace(/^/gm, '    ')}\n`,
  );
  return [l10n.t('What cannot be imported of "{0}":', name), '', ...rows].join('\n');
}
