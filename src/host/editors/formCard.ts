import * as l10n from '@vscode/l10n';
import { getNodeValue, type Node, type ParseError, parseTree } from 'jsonc-parser';
import { contactKeys, isObject, rowKeys } from '../../core/contact/contact.ts';
import type { FormCard, FormContent, FormRow } from '../../protocol/contactForm.ts';

/** What the form shows of a document's text, with the value for validation where it is a card. */
export interface CardReading {
  readonly content: FormContent;
  /** The card's parsed value; absent where the text is no card. */
  readonly value?: Readonly<Record<string, unknown>>;
}

/** Reads the text of a card for the form. An empty text is an empty card; comments and trailing commas are errors. */
export function readFormCard(text: string): CardReading {
  if (text.trim() === '') return { content: { kind: 'card', card: cardOf({}) }, value: {} };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  const [error] = errors;
  if (error || !root) {
    const line = text.slice(0, error?.offset ?? 0).split('\n').length;
    return unreadable(l10n.t('The JSON has a syntax error in line {0}.', line));
  }
  const value: unknown = getNodeValue(root);
  if (Array.isArray(value)) {
    return unreadable(l10n.t('This file holds a list. The form shows one contact.'));
  }
  if (!isObject(value)) return unreadable(l10n.t('This file holds no contact.'));
  const repeated = repeatedKey(root);
  if (repeated !== undefined) {
    return unreadable(l10n.t('The key "{0}" stands twice in the same place.', repeated));
  }
  return { content: { kind: 'card', card: cardOf(value) }, value };
}

function unreadable(reason: string): CardReading {
  return { content: { kind: 'unreadable', reason } };
}

function cardOf(value: Readonly<Record<string, unknown>>): FormCard {
  const rows = value['contactData'];
  return {
    id: shown(value['id']),
    name: shown(value['name']),
    responsibleUserId: shown(value['responsibleUserId']),
    uri: shown(value['uri']),
    rows: Array.isArray(rows) ? rows.map(rowOf) : [],
    otherKeys: otherKeys(value, contactKeys),
  };
}

function rowOf(row: unknown): FormRow {
  const value = isObject(row) ? row : {};
  return {
    editable: isObject(row),
    chatType: shown(value['chatType']),
    chatId: shown(value['chatId']),
    username: shown(value['username']),
    phone: shown(value['phone']),
    otherKeys: otherKeys(value, rowKeys),
  };
}

function otherKeys(value: Readonly<Record<string, unknown>>, known: readonly string[]): number {
  return Object.keys(value).filter((key) => !known.includes(key)).length;
}

/** A value that is no text is shown as JSON, so that it can be seen and replaced. */
function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '' : JSON.stringify(value);
}

/** A key that an object of the card holds twice: the form could not tell which of the two it edits. */
function repeatedKey(node: Node): string | undefined {
  if (node.type === 'object') {
    const keys = (node.children ?? []).map((property) => String(property.children?.[0]?.value));
    const repeated = keys.find((key, index) => keys.indexOf(key) !== index);
    if (repeated !== undefined) return repeated;
  }
  for (const child of node.children ?? []) {
    const repeated = repeatedKey(child);
    if (repeated !== undefined) return repeated;
  }
  return undefined;
}
