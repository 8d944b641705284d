import * as l10n from '@vscode/l10n';
import type { ImportRow } from '../import/importRow.ts';
import { rowProblemWords } from '../import/rowProblemWords.ts';
import type { NotComparedReason } from './comparison.ts';

/** Why a row was not compared, a sentence for people. May quote the row: not for logs. */
export function notComparedWords(reason: NotComparedReason, { content }: ImportRow): string {
  switch (reason.kind) {
    case 'invalid':
      return content.kind === 'contact' ? '' : rowProblemWords(content);
    case 'nothingToFind':
      return l10n.t('There is nothing in this row that contacts are known by.');
    case 'severalContacts':
      return l10n.t('Several contacts of the account fit: {0}.', reason.ids.slice(0, 5).join(', '));
    case 'severalRows':
      return reason.lines.length === 1
        ? l10n.t('Line {0} is about the same contact: "{1}".', String(reason.lines[0]), reason.id)
        : l10n.t(
            'Lines {0} are about the same contact: "{1}".',
            reason.lines.join(', '),
            reason.id,
          );
    case 'idTaken':
      return l10n.t(
        'The account has this id, but on a contact that does not fit: "{0}".',
        reason.id,
      );
  }
}
