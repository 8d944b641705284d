import { longestRecord } from './recordReader.ts';

/** The lines of a text that comes in pieces, without their line breaks. */
export class LineSplitter {
  /** The beginning of a line whose end is to come. */
  rest = '';
  #lineBreak: string | undefined;

  /** How the first line ends. */
  get lineBreak(): string {
    return this.#lineBreak ?? '\n';
  }

  get isTooLong(): boolean {
    return this.rest.length > longestRecord;
  }

  /** The lines that end within this piece. */
  split(piece: string): readonly string[] {
    this.#lineBreak ??= /\r\n?|\n/.exec(piece)?.[0];
    const lines = (this.rest + piece).split(/\r\n?|\n/);
    this.rest = lines.pop() ?? '';
    return lines;
  }
}
