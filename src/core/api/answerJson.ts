/**
 * Lists and objects within one another. Documented are four levels; whatever compares or writes values later calls
 * itself for each, and the text of a card may have a few more (see `parseContactText`).
 */
const deepest = 400;

/**
 * Lists, objects and commas of one answer. A full page of contacts with two hundred messengers each has less. Millions
 * of small values would hold up the extension host for seconds.
 */
const mostParts = 100_000;

const quote = 0x22;
const comma = 0x2c;
const backslash = 0x5c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/**
 * The parsed JSON of a body. Undefined if it is none, which is an answer like others here (documented bodies may be
 * empty, those of a proxy are HTML), or if its values are nested deeper or are more than any answer of the API.
 */
export function readAnswerJson(text: string): unknown {
  if (!isBounded(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Looks at the text alone, before anything is made of it: a few milliseconds a megabyte. */
function isBounded(text: string): boolean {
  let depth = 0;
  let parts = 0;
  let isString = false;
  for (let index = 0; index < text.length; index++) {
    const character = text.charCodeAt(index);
    if (isString) {
      if (character === backslash) index += 1;
      else if (character === quote) isString = false;
    } else if (character === quote) {
      isString = true;
    } else if (character === comma) {
      parts += 1;
    } else if (character === openBracket || character === openBrace) {
      parts += 1;
      depth += 1;
    } else if (character === closeBracket || character === closeBrace) {
      depth -= 1;
    }
    if (depth > deepest || parts > mostParts) return false;
  }
  return true;
}
