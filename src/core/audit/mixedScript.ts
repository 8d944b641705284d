/** Letters of the Latin alphabet, each above the Cyrillic one that looks the same in any font. */
const latin = 'ABCEHIKMOPTXYaceiopxy';
const cyrillic = 'АВСЕНІКМОРТХУасеіорху';

const cyrillicOf = new Map([...latin].map((letter, index) => [letter, cyrillic[index] ?? letter]));
const latinOf = new Map([...cyrillic].map((letter, index) => [letter, latin[index] ?? letter]));

const word = /[A-Za-z\u00c0-\u024f\u0400-\u052f]+/g;
const sideBySide = /[A-Za-z][\u0400-\u052f]|[\u0400-\u052f][A-Za-z]/;
const isCyrillic = (letter: string) => letter >= '\u0400' && letter <= '\u052f';

/** A text with the words as they were meant that mix two alphabets. */
export interface CorrectedLetters {
  readonly text: string;
  /** The first of these words, as it stands. */
  readonly word: string;
  /** Whether each of them has a letter that only the alphabet has in which it is now. */
  readonly isSure: boolean;
}

/**
 * Finds words that mix Latin and Cyrillic letters so that nobody sees it: all letters of the rarer alphabet look like some
 * of the other. Undefined if there are none; words that show what they mix, such as "ВИПclub", are none.
 */
export function correctedLetters(text: string): CorrectedLetters | undefined {
  if (!sideBySide.test(text)) return undefined;
  let first: string | undefined;
  let isSure = true;
  const corrected = text.replace(word, (mixed) => {
    const meant = meantWord(mixed);
    if (!meant) return mixed;
    first ??= mixed;
    isSure &&= meant.isSure;
    return meant.text;
  });
  return first === undefined ? undefined : { text: corrected, word: first, isSure };
}

function meantWord(mixed: string): { readonly text: string; readonly isSure: boolean } | undefined {
  const letters = [...mixed];
  const ofCyrillic = letters.filter(isCyrillic);
  const ofLatin = letters.filter((letter) => !isCyrillic(letter));
  if (ofCyrillic.length === 0 || ofLatin.length === 0) return undefined;
  const asCyrillic = { rare: ofLatin, others: ofCyrillic, pairs: cyrillicOf, back: latinOf };
  const asLatin = { rare: ofCyrillic, others: ofLatin, pairs: latinOf, back: cyrillicOf };
  for (const { rare, others, pairs, back } of [asCyrillic, asLatin]) {
    if (rare.length > others.length || rare.some((letter) => !pairs.has(letter))) continue;
    const isSure = others.some((letter) => !back.has(letter));
    if (rare.length === others.length && !isSure) continue;
    if (isMeantMixture(letters, new Set(rare))) continue;
    return { text: letters.map((letter) => pairs.get(letter) ?? letter).join(''), isSure };
  }
  return undefined;
}

/** Brands and abbreviations that are written so on purpose: "АнтонX", "ITшник". */
function isMeantMixture(letters: readonly string[], rare: ReadonlySet<string>): boolean {
  const isUpper = (letter: string) => letter !== letter.toLowerCase();
  const isCamel = letters.some((letter, index) => {
    const before = letters[index - 1];
    return rare.has(letter) && isUpper(letter) && before !== undefined && !isUpper(before);
  });
  const run = letters.filter((letter) => rare.has(letter));
  const isAbbreviation =
    run.length > 1 && run.every(isUpper) && letters.some((letter) => !isUpper(letter));
  return isCamel || isAbbreviation;
}
