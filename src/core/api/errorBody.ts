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

/**
 * What a parsed error body tells. Documented is `{error, description, data}`, seen are also `status` and
 * `requestId` beside them, all of it nested in `error`, and a list `errors`; anything else tells nothing.
 */
export function readErrorBody(body: unknown): ErrorBody {
  if (Array.isArray(body)) {
    const invalid = invalidItems(body);
    if (invalid.length > 0) return { invalid };
    // One level and no more: endless nesting must not exhaust the stack.
    return Array.isArray(body[0]) ? {} : readErrorBody(body[0]);
  }
  if (!isObject(body)) return {};
  const first: unknown = Array.isArray(body['errors']) ? body['errors'][0] : body['errors'];
  const error = body['error'] ?? first;
  const inner = isObject(error) ? error : {};
  const status = Number(body['status'] ?? inner['status']);
  const invalid = invalidItems(inner['data'] ?? body['data']);
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

function invalidItems(data: unknown): readonly InvalidItem[] {
  const list: readonly unknown[] = Array.isArray(data) ? data : [data];
  return list.filter(isObject).flatMap((item) => {
    if (!('index' in item || 'fields' in item)) return [];
    return [{ index: readIndex(item['index']), fields: readFields(item['fields']) }];
  });
}

function readIndex(value: unknown): number {
  const isNumeric = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
  const index = isNumeric ? Number(value) : -1;
  return Number.isInteger(index) && index >= 0 ? index : -1;
}

function readFields(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map(text).filter((name) => name !== undefined);
}

function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== ''
    ? value.trim().slice(0, longestText)
    : undefined;
}

function given<Key extends string>(
  key: Key,
  value: string | undefined,
): { readonly [K in Key]?: string };
function given(key: string, value: string | undefined): Readonly<Record<string, string>> {
  return value === undefined ? {} : { [key]: value };
}
