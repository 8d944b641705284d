import * as l10n from '@vscode/l10n';
import { contactKeys, isObject, rowKeys } from '../../core/contact/contact.ts';
import { readJson } from '../../core/contact/parseContactText.ts';
import type { FormCard, FormContent, FormRow } from '../../protocol/contactForm.ts';

/** What the form shows of a document's text, with the value for validation where it is a card. */
export interface CardReading {
  readonly content: FormContent;
  /** The card's parsed value; absent where the text is no card. */
  readonly value?: Readonly<Record<string, unknown>>;
}

/**
 * Reads the text of a card for the form. An empty text is an empty card. A key that stands twice makes the
 * text unreadable: the form could not tell which of the two it edits.
 */
export function readFormCard(text: string): CardReading {
  if (text.trim() === '') return { content: { kind: 'card', card: cardOf({}) }, value: {} };
  const read = readJson(text);
  if ('syntax' in read) {
    const [first] = read.syntax;
    const line = text.slice(0, first?.offset ?? 0).split('\n').length;
    return unreadable(l10n.t('Line {0} of the JSON: {1}', line, first?.message ?? ''));
  }
  const { value } = read;
  if (Array.isArray(value)) {
    return unreadable(l10n.t('This is a list. The form shows one contact.'));
  }
  if (!isObject(value)) return unreadable(l10n.t('This is no contact.'));
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
