import { type FoldedText, foldText, isWordCode } from './foldText.ts';
import { isWantedText, readQuery, type TextTerm, textInName } from './searchQuery.ts';

/**
 * What a query has found in a contact, spelled as it was typed, up to the end of the word or number: "8 (901) 111" in
 * "79011112233" is "8 (901) 1112233", "алена ефи" in "Ефимова Алёна" is "алена ефимова". For lists that mark nothing but
 * a text as it was typed.
 *
 * @returns tells it from the texts of a contact, the most telling first. Undefined where the query is more than words and
 *   numbers, or the last of them is in none of the texts.
 */
export function asTyped(query: string): (texts: readonly string[]) => string | undefined {
  const typed = query.trim();
  const terms = readQuery(typed);
  const texts = terms.filter(isWantedText);
  const last = texts.at(-1);
  if (!last || typed.includes('"') || texts.length < terms.length) return () => undefined;
  return (found) => {
    for (const text of found) {
      const rest = restOfNumber(last, text) ?? restOfWord(last, text);
      if (rest !== undefined) return typed + rest;
    }
    return undefined;
  };
}

function restOfNumber({ places }: TextTerm, text: string): string | undefined {
  if (/\p{L}/u.test(text)) return undefined;
  const digits = text.replace(/\D/g, '');
  for (const place of places) {
    if (place.column !== 'number') continue;
    const number = Buffer.from(place.text).toString('latin1');
    const at = digits.indexOf(number);
    if (at >= 0) return digits.slice(at + number.length);
  }
  return undefined;
}

function restOfWord(term: TextTerm, text: string): string | undefined {
  const word = textInName(term);
  // Of a sign that no search compares nothing is left.
  if (!word || word.length === 0) return undefined;
  const folded = foldText(text);
  const at = bestPlace(folded, word);
  if (at < 0) return undefined;
  let end = at + word.length;
  while (end < folded.length && isWordCode(folded[end] ?? 0)) end += 1;
  // What folding leaves out is not counted in a folded text.
  const units = text.split('').filter((unit) => foldText(unit).length > 0);
  return units.slice(at + word.length, end).join('');
}

/** Where a word stands in a text, at the start of a word if it does anywhere; below 0 if it does not. */
function bestPlace(text: FoldedText, word: FoldedText): number {
  const bytes = Buffer.from(text.buffer, text.byteOffset, text.length);
  const first = bytes.indexOf(word);
  for (let at = first; at >= 0; at = bytes.indexOf(word, at + 1)) {
    if (at === 0 || !isWordCode(bytes[at - 1] ?? 0)) return at;
  }
  return first;
}
