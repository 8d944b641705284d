import * as l10n from '@vscode/l10n';
import {
  type FieldTemplate,
  placeholders,
  readTemplate,
  type TemplateProblem,
} from '../../core/change/fieldTemplate.ts';
import type { FieldWishes, RowWish } from '../../core/change/planFields.ts';
import { isObject } from '../../core/contact/contact.ts';
import { shownText } from '../../core/contact/shownText.ts';
import { isKnownChatType } from '../../protocol/messengers.ts';
import { UserError } from '../ui/userError.ts';
import { optionArgument, textArgument } from './commandArguments.ts';

const settable = ['name', 'responsibleUserId', 'uri', 'addMessenger', 'replaceMessenger'] as const;
const rowValues = ['chatId', 'username', 'phone'] as const;

/** What an options argument wants to be set, under `set`; undefined if it does not say. Rejects what cannot be set. */
export function fieldsArgument(argument: unknown): FieldWishes | undefined {
  const set = optionArgument(argument, 'set');
  if (set === undefined) return undefined;
  mustHold(set, 'set', settable);
  const responsibleUserId = textArgument(set, 'responsibleUserId');
  if (responsibleUserId?.trim() === '') {
    throw new UserError(l10n.t("An empty text is no user's id."));
  }
  const name = templateArgument(set, 'name');
  const uri = templateArgument(set, 'uri');
  const addMessenger = rowArgument(set, 'addMessenger');
  const replaceMessenger = rowArgument(set, 'replaceMessenger');
  return {
    ...(responsibleUserId !== undefined && { responsibleUserId }),
    ...(replaceMessenger && { replaceMessenger }),
    ...(addMessenger && { addMessenger }),
    ...(name && { name }),
    ...(uri && { uri }),
  };
}

/** Why a text is no template, and what to do. */
export function templateProblemWords(problem: TemplateProblem): string {
  switch (problem.kind) {
    case 'unknownPlaceholder':
      return l10n.t(
        '{0} is no placeholder: there are {1}.',
        `{${shownText(problem.name)}}`,
        placeholderList(),
      );
    case 'loneBrace':
      return l10n.t(
        'A brace without its other one: write {0} for the sign itself.',
        problem.brace.repeat(2),
      );
    case 'empty':
      return l10n.t('An empty text cannot be set.');
  }
}

/** The placeholders as they are typed. */
export function placeholderList(): string {
  return placeholders.map((placeholder) => `{${placeholder}}`).join(', ');
}

function templateArgument(options: unknown, key: string): FieldTemplate | undefined {
  const text = textArgument(options, key);
  if (text === undefined) return undefined;
  const read = readTemplate(text);
  if ('template' in read) return read.template;
  throw new UserError(`${key}: ${templateProblemWords(read.problem)}`);
}

function rowArgument(set: unknown, key: string): RowWish | undefined {
  const row = optionArgument(set, key);
  if (row === undefined) return undefined;
  mustHold(row, key, ['chatType', ...rowValues]);
  const chatType = textArgument(row, 'chatType') ?? '';
  if (!isKnownChatType(chatType)) {
    throw new UserError(l10n.t('"{0}" is not a documented messenger.', shownText(chatType)));
  }
  let wish: RowWish = { chatType };
  for (const value of rowValues) {
    const template = templateArgument(row, value);
    if (template) wish = { ...wish, [value]: template };
  }
  mustHold(wish, key, ['chatType', ...rowValues], { atLeast: 2 });
  return wish;
}

/** Rejects what is no object with one of these keys at least, or has others: nothing asked for may be passed over. */
function mustHold(
  value: unknown,
  name: string,
  keys: readonly string[],
  { atLeast = 1 } = {},
): void {
  const given = isObject(value) ? Object.keys(value) : [];
  const unknown = given.find((key) => !keys.includes(key));
  if (unknown !== undefined) {
    throw new UserError(
      l10n.t('"{0}" cannot hold "{1}", but {2}.', name, shownText(unknown), keys.join(', ')),
    );
  }
  if (given.length < atLeast) {
    throw new UserError(l10n.t('"{0}" must hold at least one of {1}.', name, keys.join(', ')));
  }
}
