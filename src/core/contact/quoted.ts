import * as l10n from '@vscode/l10n';

/** A name within a sentence, in the quotation marks of the user's language. */
export function quoted(name: string): string {
  return l10n.t('"{0}"', name);
}
