import * as l10n from '@vscode/l10n';
import { shownText } from '../../core/contact/shownText.ts';
import type { Person } from './cardContext.ts';

/** A name to be shown behind an id. */
export interface NameHint {
  /** UTF-16 units from the start of the line: behind the id. */
  readonly offset: number;
  readonly name: string;
}

const responsible = /"responsibleUserId"\s*:\s*("(?:[^"\\]|\\.)*")/g;

/** The names of the people whose ids stand in a line of JSON; none as long as nobody's name is known. */
export function nameHints(line: string, people: readonly Person[]): readonly NameHint[] {
  if (people.length === 0) return [];
  return [...line.matchAll(responsible)].flatMap((match) => {
    const id = parsedText(match[1] ?? '');
    if (id === undefined || id === '') return [];
    const name = people.find((person) => person.id === id)?.name;
    if (name === '') return [];
    return {
      offset: match.index + match[0].length,
      name: name === undefined ? l10n.t('not in the list of users') : shownText(name),
    };
  });
}

function parsedText(json: string): string | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
