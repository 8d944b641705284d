import * as l10n from '@vscode/l10n';

/** "as of 11/22/26, 10:42 AM": when what is shown was read, if it was kept since. @param at milliseconds since 1970 */
export function keptSinceText(at: number, language: string): string {
  const when = new Date(at).toLocaleString(language, { dateStyle: 'short', timeStyle: 'short' });
  return l10n.t('as of {0}', when);
}
