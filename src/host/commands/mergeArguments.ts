import * as l10n from '@vscode/l10n';
import type { MergeChoice } from '../../core/audit/duplicates/uniteCards.ts';
import { type Contact, isObject } from '../../core/contact/contact.ts';
import { UserError } from '../ui/userError.ts';
import { optionArgument, textArgument, textsArgument, textValue } from './commandArguments.ts';

/** What a merge that is called from code keeps. */
export interface MergeArguments {
  /** The cards to merge, each once. */
  readonly ids: readonly string[];
  /** The one that is kept. */
  readonly survivorId: string | undefined;
  /** The card whose value is kept, by field. */
  readonly choices: ReadonlyMap<string, string>;
}

/** `contactData`: the username or phone of an account of which the cards have different ones. */
const chosenFields = ['name', 'responsibleUserId', 'uri', 'contactData'] as const;

/** The options `{ids, survivorId?, choices?}`; undefined if they name no cards. Rejects with words what cannot be understood. */
export function mergeArguments(argument: unknown): MergeArguments | undefined {
  const ids = textsArgument(argument, 'ids');
  const survivorId = textArgument(argument, 'survivorId');
  const choices = choicesArgument(optionArgument(argument, 'choices'));
  if (!ids) {
    if (survivorId === undefined && choices.size === 0) return undefined;
    throw new UserError(l10n.t('"ids" must name the cards to merge.'));
  }
  const named = [...(survivorId === undefined ? [] : [survivorId]), ...choices.values()];
  const stranger = named.find((id) => !ids.includes(id));
  if (stranger !== undefined) {
    throw new UserError(l10n.t('"{0}" is not among the cards to merge.', stranger));
  }
  return { ids: [...new Set(ids)], survivorId, choices };
}

/** What code has chosen, else what the kept card says. Rejects with words if the card that was named has nothing there. */
export function chosenValue(
  { field, values }: MergeChoice,
  choices: MergeArguments['choices'],
): string {
  const isDetail = field === 'username' || field === 'phone';
  const id = choices.get(isDetail ? 'contactData' : field);
  const named = values.find(({ ids }) => id !== undefined && ids.includes(id));
  const value = named ?? (id === undefined || isDetail ? values[0] : undefined);
  if (value) return value.value;
  throw new UserError(l10n.t('The card "{0}" has no {1} that could be kept.', id ?? '', field));
}

/** The kept card first. Rejects with words if there are less than two. */
export function withKeptFirst(
  cards: readonly Contact[],
  keptId: string,
): readonly [Contact, ...Contact[]] {
  const [kept] = cards.filter(({ id }) => id === keptId);
  if (!kept || cards.length < 2) throw new UserError(twoWords());
  return [kept, ...cards.filter((card) => card !== kept)];
}

/** What is said where there is only one card, or none. */
export function twoWords(): string {
  return l10n.t('Two cards at least are needed for a merge: select those that are one person.');
}

function choicesArgument(choices: unknown): ReadonlyMap<string, string> {
  if (choices === undefined) return new Map();
  const entries = isObject(choices) ? Object.entries(choices) : [['', undefined] as const];
  return new Map(
    entries.map(([field, id]) => {
      const card = textValue(id, field);
      if (card !== undefined && chosenFields.some((known) => known === field)) return [field, card];
      throw new UserError(
        l10n.t(
          '"choices" names for {0} the card whose value is kept, for example {"name": "crm-1"}.',
          chosenFields.join(', '),
        ),
      );
    }),
  );
}
