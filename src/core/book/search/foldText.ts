/**
 * Text as a search compares it: one byte for each UTF-16 unit, without case and diacritics, `ё` as `е`. Latin letters,
 * digits and signs are their ASCII codes, Russian letters have codes of their own, white space is 0x20. Other letters
 * share codes: two that differ may be the same here, never the other way round.
 */
export type FoldedText = Uint8Array;

/** What no text can contain. */
export const fieldMark = 0x01;
const space = 0x20;
const firstCyrillic = 0xc0;
const sharedCodes = [...range(0x80, 0xbf), ...range(0xe0, 0xff)];
const left = 0;
const known = new Uint8Array(65_536);
const isKnown = new Uint8Array(65_536);

/** Folds a text. */
export function foldText(text: string): FoldedText {
  const bytes = new Uint8Array(text.length);
  let length = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (isKnown[unit] === 0) learn(unit);
    const code = known[unit] ?? left;
    if (code === left) continue;
    bytes[length] = code;
    length += 1;
  }
  // A part of an array takes memory outside of the heap, which is dear for so little.
  return length === bytes.length ? bytes : bytes.slice(0, length);
}

/** A text without case and diacritics, as `foldText` takes it, with nothing else left out. */
export function plainText(text: string): string {
  return [...text].map(plainLetter).join('');
}

/** Whether a folded text may be that of another text, too, that a reader would not take for the same. */
export function isAmbiguous(folded: FoldedText): boolean {
  return folded.some((code) => code >= 0x80 && !isCyrillic(code));
}

/** Whether this code is a letter or a digit. */
export function isWordCode(code: number): boolean {
  return code >= 0x80 || (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a);
}

function learn(unit: number): void {
  isKnown[unit] = 1;
  known[unit] = codeOf(unit);
}

function codeOf(unit: number): number {
  const letter = plainLetter(String.fromCharCode(unit));
  const code = letter.codePointAt(0);
  if (code === undefined) return left;
  if (/^[\s\p{Z}]/u.test(letter)) return space;
  if (/^\p{C}/u.test(letter) && !isSurrogate(unit)) return left;
  if (code < 0x80) return code;
  if (code >= 0x430 && code <= 0x44f) return firstCyrillic + code - 0x430;
  return sharedCodes[code % sharedCodes.length] ?? left;
}

function plainLetter(letter: string): string {
  const lower = letter.toLowerCase();
  // The breve of й is no diacritic for those who write Russian.
  return lower === 'й' ? lower : lower.normalize('NFKD').replace(/\p{M}/gu, '');
}

function isCyrillic(code: number): boolean {
  return code >= firstCyrillic && code < firstCyrillic + 32;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
