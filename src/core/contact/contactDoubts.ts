import { isSameRow, rowKey } from './compareContacts.ts';
import { chatTypes, contactKeys, isObject, rowKeys, textOf } from './contact.ts';
import { keptIdDoubts, newIdDoubts } from './contactId.ts';
import { jsonPointer } from './jsonPointer.ts';
import type { Problem } from './problem.ts';
import { type NameKey, type ProblemFacts, problemWords } from './problemWords.ts';
import type { ValidationOptions } from './validationOptions.ts';

type JsonObject = Readonly<Record<string, unknown>>;
type Step = string | number;

/** Documented names of channel transports, which people take for chat types, and what they mean. */
const transports: ReadonlyMap<string, string> = new Map([
  ['wapi', 'whatsapp'],
  ['tgapi', 'telegram'],
  ['maxbot', 'max'],
]);

/** A doubt that is not put into words yet. */
interface Doubt {
  readonly path: readonly Step[];
  readonly facts: ProblemFacts;
}

/** What is doubtful about a contact but may be sent: things a schema cannot say or should not forbid. In document order. */
export function contactDoubts(
  contact: JsonObject,
  { isNew = false, exists = false, userIds, nameKey }: ValidationOptions,
): Problem[] {
  const rows: readonly unknown[] = Array.isArray(contact['contactData'])
    ? contact['contactData']
    : [];
  return [
    ...(isNew ? newIdDoubts(textOf(contact['id'])) : []),
    ...(exists ? keptIdDoubts(textOf(contact['id'])) : []),
    ...[
      ...outerSpaces(contact, ['id', 'responsibleUserId'], []),
      ...userDoubts(contact['responsibleUserId'], userIds),
      ...allRowDoubts(rows),
      ...uriDoubts(contact['uri']),
      ...unknownKeys(contact, contactKeys, []),
    ].map((one) => inWords(one, nameKey)),
  ];
}

/** A doubt only, since the list of users is documented to hold the active ones alone. */
function userDoubts(value: unknown, userIds: ReadonlySet<string> | undefined): Doubt[] {
  const id = textOf(value);
  return id.trim() === '' || !userIds || userIds.has(id)
    ? []
    : [doubt(['responsibleUserId'], { rule: 'unknownUser', key: 'responsibleUserId', value })];
}

/** The doubts about each row; one that stood before is looked for among those with the same key alone. */
function allRowDoubts(rows: readonly unknown[]): Doubt[] {
  const [only] = rows;
  if (rows.length === 1) return isObject(only) ? rowDoubts(only, 0, undefined) : [];
  const firsts = new Map<string, number[]>();
  return rows.flatMap((row, index) => {
    if (!isObject(row)) return [];
    const key = rowKey(row);
    const candidates = firsts.get(key) ?? [];
    firsts.set(key, candidates);
    const first = candidates.find((candidate) => isSameRow(rows[candidate], row));
    if (first === undefined) candidates.push(index);
    return rowDoubts(row, index, first);
  });
}

/** @param first the index of the same row before this one, if there is one */
function rowDoubts(row: JsonObject, index: number, first: number | undefined): Doubt[] {
  const path = ['contactData', index];
  const chatType = row['chatType'];
  return [
    ...(first === undefined
      ? []
      : [doubt(path, { rule: 'duplicateRow', key: '', firstRow: first + 1 })]),
    ...chatTypeDoubts(chatType, [...path, 'chatType']),
    ...(chatType === 'telegram' &&
    !has(row, 'chatId') &&
    (has(row, 'username') || has(row, 'phone'))
      ? [doubt(path, { rule: 'telegramWithoutChatId', key: '' })]
      : []),
    ...(chatType === 'max' && has(row, 'phone')
      ? [doubt([...path, 'phone'], { rule: 'phoneOnMax', key: 'phone' })]
      : []),
    ...outerSpaces(row, ['chatId', 'username'], path),
    ...unknownKeys(row, rowKeys, path),
  ];
}

/** The chat type that is meant by the name of a channel's transport. */
export function chatTypeOfTransport(text: string): string | undefined {
  return transports.get(text.trim().toLowerCase());
}

/** The documented chat type that a text is but for its case and spaces. */
export function documentedSpelling(text: string): string | undefined {
  const plain = text.trim().toLowerCase();
  const documented: readonly string[] = chatTypes;
  return documented.includes(plain) ? plain : undefined;
}

function chatTypeDoubts(value: unknown, path: readonly Step[]): Doubt[] {
  const chatType = textOf(value);
  const documented: readonly string[] = chatTypes;
  if (chatType.trim() === '' || documented.includes(chatType)) return [];
  const spelling = documentedSpelling(chatType);
  const transportOf = chatTypeOfTransport(chatType);
  return [
    transportOf === undefined
      ? doubt(path, {
          rule: 'unknownChatType',
          key: 'chatType',
          value,
          ...(spelling === undefined ? {} : { suggestion: spelling }),
        })
      : doubt(path, { rule: 'transport', key: 'chatType', value, suggestion: transportOf }),
  ];
}

function uriDoubts(uri: unknown): Doubt[] {
  return typeof uri === 'string' && uri !== '' && !/^https?:\/\/\S+$/i.test(uri)
    ? [doubt(['uri'], { rule: 'uriNotLink', key: 'uri' })]
    : [];
}

/** Digits-only values are left out: there a space is an error already. */
function outerSpaces(object: JsonObject, keys: readonly string[], path: readonly Step[]) {
  const digitsOnly = object['chatType'] === 'whatsapp' || object['chatType'] === 'viber';
  return keys
    .filter((key) => {
      const text = textOf(object[key]);
      return text.trim() !== text && !(key === 'chatId' && digitsOnly) && hasVisible(key, text);
    })
    .map((key) => doubt([...path, key], { rule: 'outerSpace', key }));
}

/** A blank id is an error already, a blank chatId is not. */
function hasVisible(key: string, text: string): boolean {
  return text.trim() !== '' || key === 'chatId' || key === 'username';
}

function unknownKeys(object: JsonObject, known: readonly string[], path: readonly Step[]) {
  return Object.keys(object)
    .filter((key) => !known.includes(key))
    .map((key) => doubt([...path, key], { rule: 'unknownKey', key }));
}

function has(row: JsonObject, key: string): boolean {
  return row[key] !== undefined && row[key] !== null;
}

function doubt(path: readonly Step[], facts: ProblemFacts): Doubt {
  return { path, facts };
}

function inWords({ path, facts }: Doubt, nameKey: NameKey | undefined): Problem {
  return {
    pointer: jsonPointer(...path),
    rule: facts.rule,
    severity: 'warning',
    message: problemWords(facts, nameKey),
  };
}
