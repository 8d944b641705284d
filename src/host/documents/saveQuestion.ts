import * as l10n from '@vscode/l10n';
import { changedFields } from '../../core/change/report.ts';
import type { FieldChange } from '../../core/contact/compareContacts.ts';
import { errorName } from '../../core/errorName.ts';
import type { Logger } from '../../core/ports.ts';
import { askModal } from '../ui/askModal.ts';

/** What the user may do about a card that cannot simply be saved. */
export type SaveChoice = 'compare' | 'overwrite' | 'takeTheirs' | 'createAgain' | 'saveAsNew';

/**
 * Asks what to do with a card that somebody else changed since it was opened. Undefined: nothing, the draft stays.
 * @param changes what the others did: made a contact of the same id, something unknown, or these changes
 */
export function askAboutConflict(
  title: string,
  changes: readonly FieldChange[] | 'exists' | 'unknown',
  logger: Logger,
): Promise<SaveChoice | undefined> {
  return ask(
    changes === 'exists'
      ? l10n.t('There is a contact with the id of "{0}" in Wazzup already.', title)
      : l10n.t('"{0}" is different in Wazzup from what you opened.', title),
    [
      ...(changes === 'exists' ? [] : [whatChanged(changes)]),
      l10n.t('Compare shows both side by side; Overwrite sends yours; Take Theirs drops yours.'),
    ].join(' '),
    [
      [l10n.t('Compare'), 'compare'],
      [l10n.t('Overwrite'), 'overwrite'],
      [l10n.t('Take Theirs'), 'takeTheirs'],
    ],
    logger,
  );
}

function whatChanged(changes: readonly FieldChange[] | 'unknown'): string {
  return changes === 'unknown'
    ? l10n.t('It is not known any more what this draft was made from.')
    : l10n.t('Changed there meanwhile: {0}.', changedFields(changes));
}

/** Asks what to do with a card that was deleted in Wazzup since it was opened. */
export function askAboutGone(title: string, logger: Logger): Promise<SaveChoice | undefined> {
  return ask(
    l10n.t('"{0}" was deleted in Wazzup since you opened it.', title),
    l10n.t('Create Again makes a contact with the same id from what you see here.'),
    [[l10n.t('Create Again'), 'createAgain']],
    logger,
  );
}

/** Asks what to do with a card whose id was edited. */
export function askAboutChangedId(
  oldId: string,
  newId: string,
  isNew: boolean,
  logger: Logger,
): Promise<SaveChoice | undefined> {
  return ask(
    l10n.t('The id was changed from "{0}" to "{1}".', oldId, newId),
    isNew
      ? l10n.t('This card is not in Wazzup yet. You can save it as a new contact with the new id.')
      : l10n.t(
          'The id of a contact cannot change: Wazzup would keep the old card and make a second one. You can save this as a new contact; the old one stays as it was.',
        ),
    [[l10n.t('Save as a New Contact'), 'saveAsNew']],
    logger,
  );
}

async function ask(
  message: string,
  detail: string,
  choices: readonly (readonly [string, SaveChoice])[],
  logger: Logger,
): Promise<SaveChoice | undefined> {
  try {
    return await askModal(message, detail, choices);
  } catch (error) {
    // Without an answer nothing is sent; the save says so.
    logger.warn('Question could not be asked', {
      error: errorName(error),
    });
    return undefined;
  }
}
