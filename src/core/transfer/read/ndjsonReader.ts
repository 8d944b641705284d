import { jsonRecord } from './jsonRecord.ts';
import { LineSplitter } from './lineSplitter.ts';
import { longestShownSource, type RecordReader } from './recordReader.ts';
import type { SourceRecord } from './source.ts';

/** Reads a JSON value a line; blank lines are left out. */
export class NdjsonReader implements RecordReader {
  readonly #lines = new LineSplitter();
  #line = 1;
  isOver = false;

  read(piece: string): readonly SourceRecord[] {
    const records = this.#lines.split(piece).flatMap((line) => this.#recordsOf(line));
    if (!this.#lines.isTooLong) return records;
    this.isOver = true;
    const source = this.#lines.rest.slice(0, longestShownSource);
    return [
      ...records,
      { kind: 'broken', line: this.#line, column: 1, problem: 'tooLong', source },
    ];
  }

  end(): readonly SourceRecord[] {
    return this.isOver ? [] : this.#recordsOf(this.#lines.rest);
  }

  #recordsOf(text: string): readonly SourceRecord[] {
    const line = this.#line;
    this.#line += 1;
    const source = text.trim();
    return source === '' ? [] : [jsonRecord(source, { line, column: text.indexOf(source) + 1 })];
  }
}
