import { createScanner } from 'jsonc-parser';

/** The elements of a JSON array as stretches of its text, or where it stops being one. */
export type ArrayParts =
  | { readonly parts: readonly TextPart[] }
  /** The element that was begun last before the array went wrong; undefined if none was. */
  | { readonly wrongFrom: TextPart | undefined };

/** In UTF-16 code units from the beginning of the text. */
export interface TextPart {
  readonly start: number;
  readonly end: number;
}

/** So many tokens are looked at from one step to the next: a fraction of a millisecond. */
const tokensInStep = 500;

/**
 * Finds the elements of a JSON array without looking whether each is right; in steps, so that other work can go on. A
 * text that is no array, or has brackets, braces or commas amiss between its elements, is wrong somewhere.
 */
export function* arrayParts(json: string): Generator<undefined, ArrayParts> {
  const scanner = createScanner(json);
  const parts: TextPart[] = [];
  let last: TextPart | undefined;
  // The first character of a token tells all that matters; there is none at the end.
  const next = () => {
    let sign: string | undefined;
    do {
      scanner.scan();
      sign = json[scanner.getTokenOffset()];
    } while (sign !== undefined && ' \t\r\n'.includes(sign));
    return sign;
  };
  if (next() !== '[') return { wrongFrom: undefined };
  let depth = 0;
  let start: number | undefined;
  for (let count = 1; ; count += 1) {
    if (count % tokensInStep === 0) yield;
    const sign = next();
    if (sign === undefined) return { wrongFrom: last };
    if (depth === 0 && (sign === ',' || sign === ']')) {
      if (start !== undefined && last) parts.push(last);
      else if (sign === ',' || parts.length > 0) return { wrongFrom: last };
      start = undefined;
      if (sign === ',') continue;
      return next() === undefined ? { parts } : { wrongFrom: last };
    }
    // A brace that closes nothing, or two values (or a value and a comment) without a comma between them.
    if (depth === 0 && (start !== undefined || sign === '}')) return { wrongFrom: last };
    start ??= scanner.getTokenOffset();
    last = { start, end: scanner.getTokenOffset() + scanner.getTokenLength() };
    if (sign === '{' || sign === '[') depth += 1;
    else if (sign === '}' || sign === ']') depth -= 1;
  }
}
