import * as l10n from '@vscode/l10n';
import type { ComparisonKind } from './comparedEntry.ts';

/** How the row of a list looks. */
interface GroupLook {
  readonly label: string;
  readonly tooltip: string;
  /** The name of a codicon. */
  readonly icon: string;
  /** Whether it is expanded at first. */
  readonly isOpen: boolean;
}

/** The words and the icon of a list of a comparison. */
export function groupLook(kind: ComparisonKind): GroupLook {
  switch (kind) {
    case 'onlyInFile':
      return {
        label: l10n.t('Only in the file'),
        tooltip: l10n.t('The account has no such contacts.'),
        icon: 'file',
        isOpen: false,
      };
    case 'onlyInWazzup':
      return {
        label: l10n.t('Only in Wazzup'),
        tooltip: l10n.t('No row of the file is about these contacts, nor may be.'),
        icon: 'cloud',
        isOpen: false,
      };
    case 'different':
      return {
        label: l10n.t('Different'),
        tooltip: l10n.t('First what Wazzup holds, then what the file says.'),
        icon: 'diff',
        isOpen: true,
      };
    case 'same':
      return {
        label: l10n.t('Same'),
        tooltip: l10n.t(
          'Wazzup holds all that the file says. Columns that the file does not have, and empty cells, are not compared.',
        ),
        icon: 'pass',
        isOpen: false,
      };
    case 'notCompared':
      return {
        label: l10n.t('Not compared'),
        tooltip: l10n.t('Rows that cannot be read, or may be about several contacts.'),
        icon: 'warning',
        isOpen: true,
      };
  }
}
