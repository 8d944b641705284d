import { countLineBreaks } from './lineBreaks.ts';
import { longestRecord, longestShownSource, type RecordReader } from './recordReader.ts';
import type { SourceRecord } from './source.ts';
import { type TableForm, type TableRecord, tableRecordAt } from './tableRecord.ts';

/** How a table is read. */
interface TableOptions extends TableForm {
  /** Each record has at least as many cells. Its line is no record. */
  readonly header: readonly string[] | undefined;
  /** Of the file, on which the text begins. */
  readonly line: number;
}

/** Reads the lines of a table; blank ones are left out, as are lines of empty cells. */
export class TableReader implements RecordReader {
  readonly #form: TableForm;
  readonly #columns: number;
  /** Whether the header is still to come. */
  #awaitsHeader: boolean;
  /** The beginning of a record whose end is to come. */
  #rest = '';
  #line: number;
  isOver = false;

  constructor({ header, line, ...form }: TableOptions) {
    this.#form = form;
    this.#columns = header?.length ?? 0;
    this.#awaitsHeader = header !== undefined;
    this.#line = line;
  }

  read(piece: string): readonly SourceRecord[] {
    return this.#records(this.#rest + piece, false);
  }

  end(): readonly SourceRecord[] {
    return this.#records(this.#rest, true);
  }

  #records(text: string, isWhole: boolean): readonly SourceRecord[] {
    const records: SourceRecord[] = [];
    let at = 0;
    while (at < text.length) {
      const found = tableRecordAt(text, at, this.#form, isWhole);
      if (!found) break;
      const record = this.#recordOf(found);
      if (record && this.#awaitsHeader) this.#awaitsHeader = false;
      else if (record) records.push(record);
      this.#line += found.isQuoted ? countLineBreaks(text.slice(at, found.next)) : 1;
      at = found.next;
    }
    this.#rest = text.slice(at);
    if (this.#rest.length > longestRecord) records.push(this.#tooLong());
    return records;
  }

  #recordOf({ cells, source, problem }: TableRecord): SourceRecord | undefined {
    const line = this.#line;
    if (problem) return { kind: 'broken', line, column: cells.length + 1, problem, source };
    if (source.includes('\0')) {
      const column = cells.findIndex((cell) => cell.includes('\0')) + 1;
      return { kind: 'broken', line, column, problem: 'zeroByte', source };
    }
    if (cells.every((cell) => cell.trim() === '')) return undefined;
    const missing = this.#columns - cells.length;
    const all = missing > 0 ? [...cells, ...Array<string>(missing).fill('')] : cells;
    return { kind: 'cells', line, cells: all, source };
  }

  #tooLong(): SourceRecord {
    const source = this.#rest.slice(0, longestShownSource);
    const isQuoted = tableRecordAt(this.#rest, 0, this.#form, true)?.problem !== undefined;
    this.isOver = true;
    this.#rest = '';
    return {
      kind: 'broken',
      line: this.#line,
      column: 1,
      problem: isQuoted ? 'unclosedQuote' : 'tooLong',
      source,
    };
  }
}
