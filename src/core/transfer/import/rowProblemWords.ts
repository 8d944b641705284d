import * as l10n from '@vscode/l10n';
import { brokenRecordWords } from '../read/sourceWords.ts';
import type { ImportRow, ValueProblem } from './importRow.ts';

/** Why a row cannot be imported, a sentence for people. May quote the row: not for logs. */
export function rowProblemWords(
  content: Exclude<ImportRow['content'], { readonly kind: 'contact' }>,
): string {
  switch (content.kind) {
    case 'broken':
      return brokenRecordWords(content.record);
    case 'notAContact':
      return l10n.t('A contact is one object in braces, but this is something else.');
    case 'draft':
      return content.problems.map(valueProblemWords).join(' ');
  }
}

function valueProblemWords({ column, value, reason }: ValueProblem): string {
  switch (reason) {
    case 'spoilt':
      return l10n.t(
        '{0}: "{1}" was spoilt by a spreadsheet. Format the column there as text, and enter the number again.',
        column,
        value,
      );
    case 'notANumber':
      return l10n.t('{0}: "{1}" is no phone number.', column, value);
    case 'unknownUser':
      return l10n.t('{0}: the account has no user "{1}".', column, value);
    case 'ambiguousUser':
      return l10n.t('{0}: the account has several users "{1}": give the id.', column, value);
  }
}
