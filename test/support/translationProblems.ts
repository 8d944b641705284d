/** Texts by their keys, as `package.nls.json` and the l10n bundle hold them: plain, or with a comment. */
export type Texts = Readonly<Record<string, unknown>>;

/**
 * What is wrong with a translation, a line each: texts that lack, that nothing uses, that are empty, or that name other
 * placeholders or link other commands than the English ones.
 */
export function translationProblems(file: string, has: Texts, english: Texts): string[] {
  const both = Object.keys(has).filter((key) => key in english);
  const empty = both.filter((key) => textOf(has[key]).trim() === '');
  const otherwise = both.filter((key) => {
    const [given, wanted] = [textOf(has[key]), textOf(english[key])];
    return !empty.includes(key) && marksOf(given) !== marksOf(wanted);
  });
  return [
    ...keyProblems(file, has, english),
    ...shortened(empty).map((key) => `${file} has no text for: ${key}`),
    ...shortened(otherwise).map((key) => `${file} has other placeholders or links for: ${key}`),
  ];
}

/** Which keys a file lacks, and which nothing uses. */
export function keyProblems(file: string, has: Texts, wanted: Texts): string[] {
  const missing = Object.keys(wanted).filter((key) => !(key in has));
  const unused = Object.keys(has).filter((key) => !(key in wanted));
  return [
    ...shortened(missing).map((key) => `${file} lacks: ${key}`),
    ...shortened(unused).map((key) => `${file} has, and nothing uses: ${key}`),
  ];
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const isObject = typeof value === 'object' && value !== null;
  return isObject && 'message' in value ? textOf(value.message) : '';
}

/** What must be the same in every language, in whatever order and however often: `{0}`, linked commands and settings. */
function marksOf(text: string): string {
  const marks = text.match(/\{\d+\}|\]\(command:[^)]*\)|`#[\w.]+#`/g) ?? [];
  return [...new Set(marks)].sort().join(' ');
}

/** A few say enough; hundreds are one mistake. */
function shortened(keys: readonly string[]): string[] {
  const shown = keys.slice(0, 5);
  return keys.length === shown.length
    ? shown
    : [...shown, `… and ${keys.length - shown.length} more`];
}
