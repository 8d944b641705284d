import { isObject } from './contact.ts';

/** The order of an object's keys, and of those within its values; lists hand it on to their elements. */
export interface KeyOrder {
  /** The keys that come first; all others follow as they are. */
  readonly keys: readonly string[];
  readonly within?: ReadonlyMap<string, KeyOrder>;
}

const noOrder: KeyOrder = { keys: [] };

/**
 * A parsed JSON value as text: two spaces, one value a line, no newline at the end. Unlike JSON.stringify
 * it reads back unchanged for every value that JSON.parse gives (-0 and numbers beyond the largest
 * included) and does not pull keys such as "7" to the front. Half a surrogate pair is written as an escape.
 */
export function jsonText(value: unknown, order: KeyOrder = noOrder, indent = ''): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return block(
      '[',
      ']',
      indent,
      value.map((element) => jsonText(element, order, inner)),
    );
  }
  if (isObject(value)) {
    const lines = keysInOrder(value, order.keys).map((key) => {
      const within = order.within?.get(key) ?? noOrder;
      return `${JSON.stringify(key)}: ${jsonText(value[key], within, inner)}`;
    });
    return block('{', '}', indent, lines);
  }
  return typeof value === 'number' ? numberText(value) : JSON.stringify(value ?? null);
}

function keysInOrder(object: Readonly<Record<string, unknown>>, first: readonly string[]) {
  const keys = Object.keys(object).filter((key) => object[key] !== undefined);
  return [
    ...first.filter((key) => keys.includes(key)),
    ...keys.filter((key) => !first.includes(key)),
  ];
}

function block(open: string, close: string, indent: string, lines: readonly string[]): string {
  return lines.length === 0
    ? open + close
    : `${open}\n${lines.map((line) => `${indent}  ${line}`).join(',\n')}\n${indent}${close}`;
}

function numberText(value: number): string {
  if (Object.is(value, -0)) return '-0';
  if (Number.isFinite(value)) return String(value);
  return value < 0 ? '-1e999' : '1e999';
}
