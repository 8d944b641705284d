import * as l10n from '@vscode/l10n';
import type { Contact } from '../../core/contact/contact.ts';
import { UserError } from '../ui/userError.ts';
import type { Base } from './draftStore.ts';

/** VS Code puts the file's name before it, and may write it into its own log: no names of people here. */
export function conflictWords(base: Base | undefined, theirs: Contact | undefined): string {
  if (!theirs) {
    return l10n.t(
      'The contact was deleted in Wazzup meanwhile. Nothing was sent; your draft is kept.',
    );
  }
  return base?.kind === 'new'
    ? l10n.t(
        'There is a contact with this id in Wazzup already. Nothing was sent; your draft is kept.',
      )
    : l10n.t('The contact was changed in Wazzup meanwhile. Nothing was sent; your draft is kept.');
}

/** Why a card of a read-only account is not sent. */
export function readOnlyWords(): string {
  return l10n.t(
    'This account is read-only here. Nothing was sent; your draft is kept. Choose "Allow Changes…" in its menu in the Contacts view, and save again.',
  );
}

/** The end of a save that hangs. */
export function tookTooLong(): UserError {
  return new UserError(
    l10n.t('It took too long. Whether it was saved is not known; your draft is kept. Save again.'),
  );
}

/** Why a card is not sent with a messenger that nobody knows, unless the user wants it. */
export function undocumentedWords(): string {
  return l10n.t(
    'Nothing was sent: the card has a messenger that Wazzup does not document. Correct it, or save again and choose "Save All the Same".',
  );
}

/** The first problem of a card that cannot be sent. */
export function refusal(problems: readonly { readonly message: string }[]): string {
  const first = problems[0]?.message ?? '';
  const more = problems.length - 1;
  return more > 0
    ? l10n.t('Nothing was sent: {0} ({1} more in the Problems panel.)', first, more)
    : l10n.t('Nothing was sent: {0}', first);
}
