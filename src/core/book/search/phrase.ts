import type { ContactIndex } from './contactIndex.ts';
import { isWantedText, type QueryTerm, textInName } from './searchQuery.ts';

/** How many ranks a phrase can have. */
export const phraseRanks = 4;

/**
 * How well a contact's name has the words of a query one after the other: from 0, which is the whole name, to 3 where it
 * does not have them so, or only within a word. Undefined where there is but one word.
 */
export function phraseTest(
  terms: readonly QueryTerm[],
  { columns }: Pick<ContactIndex, 'columns'>,
): ((entry: number) => number) | undefined {
  const words = terms.filter(isWantedText).flatMap((term) => textInName(term) ?? []);
  if (words.length < 2) return undefined;
  const space = [0x20];
  const phrase = Uint8Array.from(
    words.flatMap((word, index) => [...(index > 0 ? space : []), ...word]),
  );
  return (entry) => columns.name.rankIn(entry, phrase) ?? phraseRanks - 1;
}
