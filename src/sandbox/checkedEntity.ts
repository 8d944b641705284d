import type { JsonObject } from './json.ts';
import type { Variants } from './variants.ts';

/** An element of a request: what to store, or the names of the fields that are refused. */
export type Checked<T> = { readonly value: T } | { readonly fields: readonly string[] };

/** Optional keys that hold null count as absent, unless the `nulls` variant says otherwise. */
export function isAbsent(value: unknown, variants: Variants): boolean {
  return value === undefined || (value === null && variants.nulls === 'absent');
}

/** A string of 1 to `limit` UTF-16 code units that is not only white space. */
export function isFilled(value: unknown, limit: number): value is string {
  return typeof value === 'string' && value.length <= limit && value.trim() !== '';
}

/** A string with at least one digit and nothing else. */
export function isDigits(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9]+$/.test(value);
}

/** Keys that are refused because nothing documents them. */
export function unknownKeys(
  object: JsonObject,
  known: ReadonlySet<string>,
  variants: Variants,
): readonly string[] {
  return variants.unknownKeys === 'ignore'
    ? []
    : Object.keys(object).filter((key) => !known.has(key));
}
