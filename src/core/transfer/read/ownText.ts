/**
 * The same text with memory of its own. What was cut out of a longer one holds all of that in memory as long as it lives,
 * which is the file where one row of a thousand is kept. For text that was decoded: half a character would be lost.
 */
export function ownText(text: string): string {
  return text.length <= longestCopied ? text : Buffer.from(text).toString();
}

/** V8 copies shorter ones by itself when it cuts them out. */
const longestCopied = 12;
