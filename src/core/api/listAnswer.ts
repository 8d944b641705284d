import { isObject } from '../contact/contact.ts';
import { ApiError } from './apiError.ts';

/** The rows and the count of a list answer in any of the known shapes. @throws ApiError "badResponse" */
export function readList(
  body: unknown,
  name: string,
  status: number,
): {
  readonly rows: readonly unknown[];
  readonly count: number | undefined;
  readonly isPaged: boolean;
} {
  if (Array.isArray(body)) return { rows: body, count: undefined, isPaged: false };
  const wrapper = isObject(body) ? body : {};
  const rows = wrapper['data'] ?? wrapper[name];
  if (!Array.isArray(rows)) throw new ApiError('badResponse', { status, detail: 'shape' });
  return { rows, count: readCount(wrapper['count']), isPaged: true };
}

/** Documented as a number, seen in samples as a text of digits. */
function readCount(value: unknown): number | undefined {
  const isNumeric = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
  const count = isNumeric ? Number(value) : Number.NaN;
  return Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}
