import * as l10n from '@vscode/l10n';
import { changedFields } from '../../core/change/report.ts';
import type { FieldChange } from '../../core/contact/compareContacts.ts';
import { chatTypes } from '../../core/contact/contact.ts';
import type { MergeConflict, Side } from '../../core/contact/mergeContacts.ts';
import { quoted } from '../../core/contact/quoted.ts';
import { errorName } from '../../core/errorName.ts';
import type { Logger } from '../../core/ports.ts';
import { askModal } from '../ui/askModal.ts';
import { countText } from '../ui/countText.ts';
import { chooseSides } from './chooseSides.ts';
import { conflictPlace, conflictValue } from './mergeWords.ts';

const conflictsShown = 8;

/** What the user wants to be done about a card that cannot simply be saved. */
export type SaveChoice =
  | 'compare'
  | 'createAgain'
  | 'saveAsNew'
  | 'sendUndocumented'
  /** Whose version of each conflict is taken, in their order. */
  | { readonly sides: readonly Side[] };

/** A card that others changed in the same places as the user, or made. */
export interface ConflictQuestion {
  /** What to call the contact. */
  readonly title: string;
  /** At least one. */
  readonly conflicts: readonly MergeConflict[];
  /** What only the others changed, which is kept whatever is chosen. */
  readonly kept: readonly FieldChange[];
  /** Whether the draft was made from something, was to be a new contact, or nobody knows. */
  readonly madeFrom: 'contact' | 'nothing' | 'unknown';
}

/** Asks whose version is to be kept where both changed the same. Undefined: nothing is done, the draft stays. */
export async function askAboutConflict(
  question: ConflictQuestion,
  logger: Logger,
): Promise<SaveChoice | undefined> {
  const { title, conflicts, madeFrom } = question;
  const all = (side: Side): SaveChoice => ({ sides: conflicts.map(() => side) });
  const choices: readonly (readonly [string, SaveChoice | 'choose'])[] = [
    ...(conflicts.length > 1 ? [[l10n.t('Choose One by One…'), 'choose'] as const] : []),
    [l10n.t('Compare'), 'compare'],
    [l10n.t('Keep Mine'), all('mine')],
    [l10n.t('Take Theirs'), all('theirs')],
  ];
  const choice = await ask(
    madeFrom === 'nothing'
      ? l10n.t('There is a contact with the id of "{0}" in Wazzup already.', title)
      : l10n.t('"{0}" is different in Wazzup from what you opened.', title),
    conflictDetail(question),
    choices,
    logger,
  );
  if (choice !== 'choose') return choice;
  const sides = await chooseSides(title, conflicts);
  return sides === undefined || sides === 'compare' ? sides : { sides };
}

function conflictDetail({ conflicts, kept, madeFrom }: ConflictQuestion): string {
  const heading = {
    contact: l10n.t('You and somebody else changed the same:'),
    nothing: l10n.t('These are different:'),
    unknown: l10n.t('It is not known any more what this draft was made from. These are different:'),
  }[madeFrom];
  const places = conflicts
    .slice(0, conflictsShown)
    .map((conflict) =>
      l10n.t(
        '• {0}: mine {1}, in Wazzup {2}',
        conflictPlace(conflict),
        conflictValue(conflict.mine),
        conflictValue(conflict.theirs),
      ),
    );
  const more = conflicts.length - places.length;
  return [
    heading,
    ...places,
    ...(more > 0 ? [l10n.t('… and {0} more', countText(more))] : []),
    ...(kept.length > 0
      ? ['', l10n.t('Changed only in Wazzup, and kept either way: {0}.', changedFields(kept))]
      : []),
  ].join('\n');
}

/** Asks what to do with a card that was deleted in Wazzup since it was opened. */
export function askAboutGone(title: string, logger: Logger): Promise<SaveChoice | undefined> {
  return ask<SaveChoice>(
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
  return ask<SaveChoice>(
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

/** Asks whether a card may be sent with messengers that it did not have and Wazzup does not document. */
export function askAboutUndocumented(
  messengers: readonly string[],
  logger: Logger,
): Promise<SaveChoice | undefined> {
  return ask<SaveChoice>(
    l10n.t('Wazzup does not document these messengers: {0}.', messengers.map(quoted).join(', ')),
    l10n.t('It may refuse the contact. The documented ones: {0}.', chatTypes.join(', ')),
    [[l10n.t('Save All the Same'), 'sendUndocumented']],
    logger,
  );
}

async function ask<Choice>(
  message: string,
  detail: string,
  choices: readonly (readonly [string, Choice])[],
  logger: Logger,
): Promise<Choice | undefined> {
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
