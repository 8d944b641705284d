/** CR LF, CR or LF, as in every format here. */
const lineBreak = /\r\n?|\n/g;

export function countLineBreaks(text: string): number {
  let count = 0;
  lineBreak.lastIndex = 0;
  while (lineBreak.test(text)) count += 1;
  return count;
}

/** A place in a text file, both counted from 1, the column in UTF-16 code units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The place behind a text that begins at `place`. */
export function placeAfter(text: string, { line, column }: Place): Place {
  let end = 0;
  let breaks = 0;
  lineBreak.lastIndex = 0;
  while (lineBreak.test(text)) {
    breaks += 1;
    end = lineBreak.lastIndex;
  }
  return breaks === 0
    ? { line, column: column + text.length }
    : { line: line + breaks, column: text.length - end + 1 };
}
