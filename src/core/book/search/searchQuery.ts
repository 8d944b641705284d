import { type FoldedText, foldText, isAmbiguous, plainText } from './foldText.ts';

/** What a search looks through, the most telling first. */
export const columnNames = ['name', 'number', 'account', 'id', 'uri'] as const;
export type ColumnName = (typeof columnNames)[number];

/** A text in one kind of texts. */
export interface TextPlace {
  readonly column: ColumnName;
  readonly text: FoldedText;
}

/** A word or a number that a contact, or the person responsible for it, must have somewhere; or must not have. */
export interface TextTerm {
  readonly kind: 'text';
  readonly isNot: boolean;
  /** It fits in any of these. */
  readonly places: readonly TextPlace[];
  /** It fits where the responsible person's name or id holds this. */
  readonly person: FoldedText;
  /** The same as `plainText` has it, where the folded text does not tell for certain. */
  readonly exact?: string;
}

/** A property that a contact must have, or must not. */
export interface PropertyTerm {
  readonly kind: 'messenger' | 'responsible' | 'has' | 'no' | 'problem' | 'id';
  readonly isNot: boolean;
  /** As typed. */
  readonly value: string;
}

/** By what contacts are put into groups. */
export type Grouping = 'responsible' | 'messenger';

/** One of the groups of contacts: that of a person, or of a messenger. Nobody types this. */
export interface GroupTerm {
  readonly kind: 'group';
  readonly isNot: false;
  readonly by: Grouping;
  /** The person's id, or the messenger as `chatType` names it; "" for the contacts that have none. */
  readonly key: string;
}

export type QueryTerm = TextTerm | PropertyTerm | GroupTerm;

/** Whether a term is a text that a contact must have. */
export function isWantedText(term: QueryTerm): term is TextTerm {
  return term.kind === 'text' && !term.isNot;
}

/** A text as it may stand in a name. */
export function textInName({ places }: TextTerm): FoldedText | undefined {
  return places.find(({ column }) => column === 'name')?.text;
}

/** The names of properties that a query can ask for. */
export const propertyNames = ['messenger', 'responsible', 'has', 'no', 'problem', 'id'] as const;

/** A number as people write it: digits with spaces, brackets and hyphens between, perhaps after a plus. */
const numberPattern = /^\+?[\d\s().\-–—/]*\d[\d\s().\-–—/]*$/;
const tokenPattern = /(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))/giu;
/** So many digits in several words are one number also beside other words. */
const numberLength = 7;

/**
 * Reads what somebody typed: words, numbers in any spelling, `"quoted text"`, properties such as `messenger:telegram`, and
 * `-` before any of them for "not". All must hold. A property that does not exist is taken for text.
 */
export function readQuery(query: string): readonly QueryTerm[] {
  const text = query.trim();
  if (text === '') return [];
  if (numberPattern.test(text)) return [numberTerm(text, false)];
  return joinNumbers([...text.matchAll(tokenPattern)].map(readToken)).flatMap(termOf);
}

interface Token {
  readonly isNot: boolean;
  readonly property?: PropertyTerm['kind'];
  readonly text: string;
  readonly isQuoted: boolean;
}

function readToken(match: RegExpMatchArray): Token {
  const [whole, minus = '', name = '', quoted, word = ''] = match;
  const property = propertyNames.find((known) => known === name.toLowerCase());
  const isQuoted = quoted !== undefined;
  const isNot = minus === '-' && whole.length > 1;
  if (property) return { isNot, property, text: quoted ?? word, isQuoted };
  const text = quoted ?? word;
  return { isNot, text: name === '' ? text : `${name}:${text}`, isQuoted };
}

/** Puts the parts of a number together that was typed beside other words. */
function joinNumbers(tokens: readonly Token[]): readonly Token[] {
  const joined: Token[] = [];
  for (let index = 0; index < tokens.length; ) {
    let end = index;
    while (isNumberPart(tokens[end])) end += 1;
    const text = tokens
      .slice(index, end)
      .map((token) => token.text)
      .join(' ');
    if (text.replace(/\D/g, '').length >= numberLength) {
      joined.push({ isNot: false, text, isQuoted: false });
      index = end;
      continue;
    }
    const next = Math.max(end, index + 1);
    joined.push(...tokens.slice(index, next));
    index = next;
  }
  return joined;
}

function isNumberPart(token: Token | undefined): boolean {
  return (
    token !== undefined &&
    !token.isNot &&
    !token.isQuoted &&
    !token.property &&
    numberPattern.test(token.text)
  );
}

function termOf({ isNot, property, text, isQuoted }: Token): readonly QueryTerm[] {
  if (property) return text === '' ? [] : [{ kind: property, isNot, value: text }];
  if (text.trim() === '') return [];
  return [!isQuoted && numberPattern.test(text) ? numberTerm(text, isNot) : wordTerm(text, isNot)];
}

function wordTerm(word: string, isNot: boolean): TextTerm {
  const text = foldText(word);
  const columns = ['name', 'account', 'id', 'uri'] as const;
  const places = columns.map((column) => ({ column, text }));
  return {
    kind: 'text',
    isNot,
    places,
    person: text,
    ...(isAmbiguous(text) && { exact: plainText(word) }),
  };
}

function numberTerm(spelled: string, isNot: boolean): TextTerm {
  const digits = spelled.replace(/\D/g, '');
  const text = foldText(spelled.replace(/\s+/g, ' '));
  const columns = ['name', 'account', 'id', 'uri'] as const;
  return {
    kind: 'text',
    isNot,
    places: [
      ...spellings(digits).map((number) => ({ column: 'number' as const, text: foldText(number) })),
      ...columns.map((column) => ({ column, text })),
    ],
    person: text,
  };
}

/** Russian numbers are dialled with 8, and stored with the country's 7. */
function spellings(digits: string): readonly string[] {
  const rest = /^[78](\d{3,10})$/.exec(digits)?.[1];
  return rest === undefined ? [digits] : [digits, `${digits.startsWith('8') ? '7' : '8'}${rest}`];
}
