/** Names and addresses have 200 UTF-16 code units at most, ids 100. */
const longestShown = 200;

/** Line breaks, tabs, escapes of terminals and whatever else has no form of its own. */
const controls = /[\p{Cc}\u2028\u2029]+/gu;

/** Characters without a form that turn the text around them about, or make two texts look the same. */
const formless = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;

/**
 * A value of a contact, or a server's word, as one line for people: as it is, but for what could pass for something
 * else. Control characters become spaces, characters that only reorder or hide are left out, half surrogate pairs are
 * replaced, and what is longer than any documented value is cut.
 *
 * @param longest in UTF-16 code units
 */
export function shownText(text: string, longest = longestShown): string {
  // Of an endless text only what may be shown is looked at.
  const start = text.slice(0, longest * 4);
  const line = start
    .replace(controls, ' ')
    .replace(formless, '')
    .replace(/\p{Surrogate}/gu, '\ufffd');
  if (line.length <= longest) return start.length < text.length ? `${line}…` : line;
  return `${line.slice(0, longest - 1).replace(/\p{Surrogate}$/u, '')}…`;
}

/**
 * Words for a message of VS Code, which takes `[text](command:…)` in them for a link that runs the command: names and
 * server's words may look like that.
 */
export function withoutLinks(words: string): string {
  return words.replaceAll('](', '] (');
}
