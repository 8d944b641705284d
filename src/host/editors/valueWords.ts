import * as l10n from '@vscode/l10n';
import { getLocation, type Location } from 'jsonc-parser';
import { chatTypes } from '../../core/contact/contact.ts';
import { chatIdHint, isKnownChatType, messengerName } from '../../protocol/messengers.ts';
import type { Person } from './cardContext.ts';
import type { JsonScope } from './jsonScope.ts';

/** A value to choose, with its meaning; `offset` and `length` are what it replaces within the scope's text. */
export interface ValueCompletion {
  readonly label: string;
  readonly detail: string;
  readonly documentation?: string;
  readonly newText: string;
  readonly filterText: string;
  readonly sortText: string;
  readonly offset: number;
  readonly length: number;
}

/** The values for a chatType or a responsibleUserId at this place, by their names; undefined elsewhere. */
export function valueCompletions(
  scope: JsonScope,
  offset: number,
  people: readonly Person[],
): readonly ValueCompletion[] | undefined {
  const location = getLocation(scope.text, offset);
  if (location.isAtPropertyKey) return undefined;
  const place = {
    offset: location.previousNode?.offset ?? offset,
    length: location.previousNode?.length ?? 0,
  };
  if (isChatType(scope, location)) {
    return chatTypes.map((type, index) => ({
      ...choice(type, type, messengerName(type), index),
      documentation: chatIdHint(type),
      ...place,
    }));
  }
  if (isResponsible(scope, location) && people.length > 0) {
    return people.map(({ id, name }, index) => ({
      ...choice(id, name || id, id, index),
      ...place,
    }));
  }
  return undefined;
}

/** Whether this is the place of a responsibleUserId's value. */
export function isResponsibleValue(scope: JsonScope, offset: number): boolean {
  const location = getLocation(scope.text, offset);
  return !location.isAtPropertyKey && isResponsible(scope, location);
}

/** What the value at this place stands for: a person's name or a messenger's; undefined if nothing is known. */
export function valueMeaning(
  scope: JsonScope,
  offset: number,
  people: readonly Person[],
): string | undefined {
  const location = getLocation(scope.text, offset);
  const value: unknown = location.previousNode?.value;
  if (location.isAtPropertyKey || typeof value !== 'string') return undefined;
  if (isChatType(scope, location)) {
    return isKnownChatType(value) ? messengerName(value) : undefined;
  }
  if (!isResponsible(scope, location) || people.length === 0) return undefined;
  return people.find(({ id }) => id === value)?.name ?? l10n.t('Not in the list of users');
}

function choice(value: string, label: string, detail: string, index: number) {
  return {
    label,
    detail,
    newText: JSON.stringify(value),
    // The text before the cursor begins with the quotation mark, so what it is compared with must as well.
    filterText: `"${label} ${value}"`,
    sortText: String(index).padStart(5, '0'),
  };
}

function isChatType(scope: JsonScope, location: Location): boolean {
  return location.matches([...within(scope), 'contactData', '*', 'chatType']);
}

function isResponsible(scope: JsonScope, location: Location): boolean {
  return location.matches([...within(scope), 'responsibleUserId']);
}

function within({ isList }: JsonScope): readonly string[] {
  return isList ? ['*'] : [];
}
