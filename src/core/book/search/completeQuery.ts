import { chatTypes } from '../../contact/contact.ts';
import { plainText } from './foldText.ts';
import type { PersonNames } from './personNames.ts';
import { type PropertyTerm, propertyNames } from './searchQuery.ts';

/** How a query that somebody is typing may go on. */
export interface QueryCompletion {
  /** The whole query, with the completed term in the place of what was typed of it. */
  readonly query: string;
  readonly property: PropertyTerm['kind'];
  /** What the property is to be; undefined where only its name was completed, and a value has to follow. */
  readonly value: string | undefined;
  /** The id of the person whom the value names. */
  readonly personId?: string;
}

/** The words that each property knows, beside the rules of `problem:`. Any other text may follow `responsible:` and `id:`. */
const words: Readonly<Record<PropertyTerm['kind'], readonly string[]>> = {
  messenger: chatTypes,
  responsible: [],
  has: ['uri', 'chat', 'name', 'responsible', 'problem', ...chatTypes],
  no: ['uri', 'chat', 'name', 'responsible', 'problem', ...chatTypes],
  problem: ['any', 'error', 'warning', 'info'],
  id: [],
};

/** What is typed of the last term: `-` for not, the property's name with its colon, and what follows. */
const lastTerm = /(?:^|\s)(-?)(?:([a-z]+):)?("[^"]*|[^\s"]*)$/iu;
/** So many letters of a name or a messenger are enough to think of it without its property. */
const tellingLength = 2;

/** The names that a query may hold. */
export interface QueryNames {
  readonly people: PersonNames;
  /** The ids of the rules that find problems. */
  readonly rules: readonly string[];
}

/** The ways to go on with a query whose end is being typed: those that fit what is there of the last term, the likeliest first. */
export function completeQuery(query: string, names: QueryNames): readonly QueryCompletion[] {
  const match = lastTerm.exec(query);
  if (!match) return [];
  const [, minus = '', name = '', typed = ''] = match;
  const term = name === '' ? typed : `${name}:${typed}`;
  const start = `${query.slice(0, query.length - minus.length - term.length)}${minus}`;
  const text = plainText(typed.replace(/^"/, ''));
  const property = propertyNames.find((known) => known === name.toLowerCase());
  if (property) return valuesOf(property, text, start, names);
  if (name !== '' || typed.startsWith('"')) return [];
  const properties = propertyNames.filter((known) => known.startsWith(text));
  const isTelling = text.length >= tellingLength;
  return [
    ...properties.map((known) => ({
      query: `${start}${known}:`,
      property: known,
      value: undefined,
    })),
    ...(isTelling ? valuesOf('messenger', text, start, names) : []),
    ...(isTelling ? valuesOf('responsible', text, start, names) : []),
  ];
}

function valuesOf(
  property: PropertyTerm['kind'],
  text: string,
  start: string,
  { people, rules }: QueryNames,
): readonly QueryCompletion[] {
  if (property !== 'responsible') {
    const known = property === 'problem' ? [...words.problem, ...rules] : words[property];
    return known
      .filter((word) => word.toLowerCase().startsWith(text) && word.toLowerCase() !== text)
      .map((value) => ({ query: `${start}${property}:${value} `, property, value }));
  }
  return people.listed
    .filter((id) => [id, people.nameOf(id) ?? ''].some((one) => plainText(one).includes(text)))
    .map((personId) => {
      const value = personValue(personId, people);
      const written = /\s/.test(value) ? `"${value}"` : value;
      return { query: `${start}${property}:${written} `, property, value, personId };
    });
}

/** The name where it can only be this person, else the id. */
function personValue(id: string, people: PersonNames): string {
  const name = people.nameOf(id) ?? '';
  const plain = plainText(name);
  const isSomebodyElse = people.listed.some(
    (other) =>
      other !== id &&
      [other, people.nameOf(other) ?? ''].some((text) => plainText(text).includes(plain)),
  );
  return name === '' || name.includes('"') || isSomebodyElse ? id : name;
}
