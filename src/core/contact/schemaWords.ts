import { isObject } from './contact.ts';

type Say = (text: string) => string;

/** What of a JSON Schema people read. */
const worded = ['title', 'label', 'description', 'markdownDescription', 'enumDescriptions'];
/** What holds values, whose texts are data. */
const valued = ['body', 'const', 'enum', 'examples'];

/**
 * A JSON Schema in other words, where people read it. A plain description beside one in Markdown, which is the one that
 * editors show, stays as it is.
 * @param say gives the words for a text of the schema
 */
export function schemaInWords(
  schema: Readonly<Record<string, unknown>>,
  say: Say,
): Readonly<Record<string, unknown>> {
  const isShown = (key: string) =>
    worded.includes(key) && !(key === 'description' && 'markdownDescription' in schema);
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (isShown(key)) return [key, spoken(value, say)];
      return [key, valued.includes(key) ? value : partInWords(value, say)];
    }),
  );
}

function partInWords(part: unknown, say: Say): unknown {
  if (Array.isArray(part)) return part.map((item) => partInWords(item, say));
  return isObject(part) ? schemaInWords(part, say) : part;
}

function spoken(words: unknown, say: Say): unknown {
  if (Array.isArray(words)) return words.map((text) => spoken(text, say));
  return typeof words === 'string' ? say(words) : words;
}
