import { isObject } from '../contact/contact.ts';
import type { InvalidItem } from './apiError.ts';

/** What an error body tells, as far as it does. */
export interface ErrorBody {
  readonly code?: string;
  readonly description?: string;
  readonly requestId?: string;
  /** The status that the body repeats. */
  readonly status?: number;
  readonly invalid?: readonly InvalidItem[];
}

const longestText = 500;

/** Documented are 100 elements a request and five fields an element; a server may go on for ever. */
const mostInvalid = 100;
const mostFields = 20;

/**
 * What a parsed error body tells, as far as a person can read it. Documented is `{error, description, data}`, seen are
 * also `status` and `requestId` beside them, all of it nested in `error`, and a list `errors`; anything else tells
 * nothing.
 *
 * @param key the API key, which is cut out of whatever the server repeats
 */
export function readErrorBody(body: unknown, key = ''): ErrorBody {
  const text = (value: unknown) => readText(value, key);
  if (Array.isArray(body)) {
    const invalid = invalidItems(body, text);
    if (invalid.length > 0) return { invalid };
    // One level and no more: endless nesting must not exhaust the stack.
    return Array.isArray(body[0]) ? {} : readErrorBody(body[0], key);
  }
  if (!isObject(body)) return {};
  const first: unknown = Array.isArray(body['errors']) ? body['errors'][0] : body['errors'];
  const error = body['error'] ?? first;
  const inner = isObject(error) ? error : {};
  const status = Number(body['status'] ?? inner['status']);
  const invalid = invalidItems(inner['data'] ?? body['data'], text);
  return {
    ...given(
      'code',
      text(error) ?? text(inner['code']) ?? text(inner['error']) ?? text(body['code']),
    ),
    ...given(
      'description',
      text(inner['description']) ??
        text(inner['message']) ??
        text(body['description']) ??
        text(body['message']),
    ),
    ...given('requestId', text(body['requestId']) ?? text(inner['requestId'])),
    ...(Number.isInteger(status) ? { status } : {}),
    ...(invalid.length > 0 ? { invalid } : {}),
  };
}

/** Codes are spelled INVALID_CONTACTS_DATA here and invalidContactsData there: one spelling to compare. */
export function plainCode(code: string): string {
  return code.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

type ReadText = (value: unknown) => string | undefined;

function invalidItems(data: unknown, text: ReadText): readonly InvalidItem[] {
  const list: readonly unknown[] = Array.isArray(data) ? data : [data];
  return list
    .filter(isObject)
    .filter((item) => 'index' in item || 'fields' in item)
    .slice(0, mostInvalid)
    .map((item) => ({ index: readIndex(item['index']), fields: readFields(item['fields'], text) }));
}

function readIndex(value: unknown): number {
  const isNumeric = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
  const index = isNumeric ? Number(value) : -1;
  return Number.isInteger(index) && index >= 0 ? index : -1;
}

function readFields(value: unknown, text: ReadText): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list
    .slice(0, mostFields)
    .map(text)
    .filter((name) => name !== undefined);
}

/** A text that the server tells, without the key, and cut where it is endless. */
export function readText(value: unknown, key: string): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  // Before it is cut, which might leave half of the key.
  const told = key === '' ? value : value.replaceAll(key, '…');
  return told.trim().slice(0, longestText) || undefined;
}

function given<Key extends string>(
  key: Key,
  value: string | undefined,
): { readonly [K in Key]?: string };
function given(key: string, value: string | undefined): Readonly<Record<string, string>> {
  return value === undefined ? {} : { [key]: value };
}
