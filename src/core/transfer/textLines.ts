/** A stretch of a text. */
export interface TextRange {
  /** The line it begins on, counted from 1. */
  readonly line: number;
  /** In UTF-16 code units from the beginning of the text. */
  readonly offset: number;
  /** In UTF-16 code units. */
  readonly length: number;
}

/** Finds the line of an offset without going through the text again. */
export class TextLines {
  readonly #starts: readonly number[];

  constructor(text: string) {
    const starts = [0];
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
      starts.push(end + 1);
    }
    this.#starts = starts;
  }

  /** Where each line begins; a line ends before the next one begins, its line break included. */
  get starts(): readonly number[] {
    return this.#starts;
  }

  /**
   * The stretch of `length` UTF-16 code units from `offset` on, with the line on which it begins. The caller sees to it
   * that it lies within the text: nothing is checked, and an offset beyond the end is taken for the last line.
   */
  range(offset: number, length: number): TextRange {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, offset, length };
  }
}
