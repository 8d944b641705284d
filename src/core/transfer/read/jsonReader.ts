import { jsonRecord } from './jsonRecord.ts';
import { type Place, placeAfter } from './lineBreaks.ts';
import { longestRecord, longestShownSource, type RecordReader } from './recordReader.ts';
import type { SourceRecord } from './source.ts';
import { SourceError } from './sourceError.ts';

/** Where the reader is: in `tail`, behind the list of an answer, in `end`, behind all. */
type Mode = 'start' | 'object' | 'list' | 'tail' | 'end';

/** No contact is nested so deeply, by far, and each bracket costs time. */
const deepestFollowed = 1000;

const outsideText = /["{}[\],]/g;
/** A text in JSON ends with its line at the latest: so a missing mark costs one element and not the rest. */
const insideText = /["\\\r\n]/g;
const visible = /[^ \t\r\n]/g;
const dataKey = /(?:^|[^\\])"data"\s*:\s*$/;

/**
 * Cuts the elements out of the list that a JSON file is, or that is the `data` of an answer of the API; any other object
 * is one record. It only follows brackets and quotation marks: whether an element is JSON is looked at when it is cut
 * out, so that the others come whatever one looks like.
 */
export class JsonReader implements RecordReader {
  /** From the element on that is being read. */
  #text = '';
  #place: Place = { line: 1, column: 1 };
  /** Up to here brackets and marks were followed. */
  #at = 0;
  /** Where the element begins in `#text`. */
  #start = 0;
  #mode: Mode = 'start';
  #isInText = false;
  #isAnswer = false;
  #hasComma = false;
  /** What is open within the element. */
  #open: string[] = [];
  /** Whether a text of the element ended with its line, and perhaps took a brace with it. */
  #isTorn = false;
  /** A closing bracket within an object of the list: a slip, or the end of the list after an object without end. */
  #stray = -1;
  #found: SourceRecord[] = [];
  isOver = false;

  read(piece: string): readonly SourceRecord[] {
    this.#text += piece;
    while (this.#at < this.#text.length && !this.isOver) this.#step();
    if (this.#mode === 'tail') this.#skipTo(this.#text.length);
    // An escape may end behind the piece.
    this.#text = this.#text.slice(this.#start);
    this.#at -= this.#start;
    this.#stray = Math.max(-1, this.#stray - this.#start);
    this.#start = 0;
    const isTooLong = this.#text.length > longestRecord || this.#open.length > deepestFollowed;
    if (isTooLong && !this.isOver) this.#stop('tooLong');
    return this.#taken();
  }

  end(): readonly SourceRecord[] {
    const isWaiting = this.#mode !== 'start' && this.#mode !== 'end';
    if (!isWaiting || this.isOver) return [];
    if (this.#mode === 'list' && this.#open.length === 0 && this.#text.trimEnd().endsWith('}')) {
      // This object is whole, although the list has no end.
      this.#cut(this.#text.length);
    }
    // Only the last element has no end.
    if (this.#isListEnd()) this.#cut(this.#stray);
    else this.#stop('unclosedJson');
    return this.#taken();
  }

  #step(): void {
    if (this.#mode === 'start' || this.#mode === 'end') {
      this.#betweenValues();
      return;
    }
    const pattern = this.#isInText ? insideText : outsideText;
    pattern.lastIndex = this.#at;
    const index = pattern.exec(this.#text)?.index;
    if (index === undefined) {
      this.#at = this.#text.length;
      return;
    }
    this.#at = index + 1;
    const mark = this.#text[index] ?? '';
    if (!this.#isInText) this.#follow(mark, index);
    else if (mark === '\\') this.#at += 1;
    else this.#endText(mark);
  }

  #endText(mark: string): void {
    this.#isInText = false;
    this.#isTorn ||= mark !== '"';
  }

  #betweenValues(): void {
    visible.lastIndex = this.#at;
    const index = visible.exec(this.#text)?.index;
    this.#skipTo(index ?? this.#text.length);
    if (index === undefined) return;
    const mark = this.#text[index];
    if (this.#mode === 'end') {
      this.#stop('strayText');
    } else if (mark === '[') {
      this.#beginList(index);
    } else if (mark === '{') {
      this.#mode = 'object';
      this.#open = ['{'];
      this.#at = index + 1;
    } else {
      throw new SourceError({ kind: 'noList' });
    }
  }

  #follow(mark: string, index: number): void {
    switch (mark) {
      case '"':
        this.#isInText = true;
        break;
      case ',':
        if (this.#mode !== 'list' || this.#open.length > 0) break;
        this.#cut(index);
        this.#skipTo(index + 1);
        this.#hasComma = true;
        break;
      case '{':
      case '[':
        this.#descend(mark, index);
        break;
      case '}':
        this.#close('{');
        if (this.#open.length === 0 && this.#mode !== 'list') this.#endObject(index);
        break;
      case ']':
        if (this.#close('[') || this.#mode !== 'list') break;
        if (this.#open.length === 0) this.#endList(index);
        else this.#stray = index;
        break;
    }
  }

  #descend(mark: string, index: number): void {
    const isTop = this.#open.length === 1 && this.#open[0] === '{';
    if (isTop && mark === '[' && this.#mode === 'object' && this.#isData(index)) {
      this.#isAnswer = true;
      this.#beginList(index);
      return;
    }
    if (mark === '{' && this.#mode === 'list' && this.#open.length > 0) {
      const comma = this.#commaBefore(index);
      // No object stands there within another one: the closing brace of the element is missing.
      if ((isTop && comma >= 0) || (this.#isTorn && this.#beginsElement(index))) {
        this.#cut(comma >= 0 ? comma : index);
        this.#skipTo(comma >= 0 ? comma + 1 : index);
        this.#at = index + 1;
        this.#hasComma = true;
        this.#open = [];
      }
    }
    this.#open.push(mark);
  }

  /** @returns whether such a bracket was open; what was opened after it is closed with it. */
  #close(opening: string): boolean {
    const last = this.#open.lastIndexOf(opening);
    if (last < 0) return false;
    this.#open.length = last;
    return true;
  }

  #beginList(index: number): void {
    this.#mode = 'list';
    this.#open = [];
    this.#skipTo(index + 1);
  }

  #endList(index: number): void {
    const isEmpty = this.#text.slice(this.#start, index).trim() === '';
    if (!isEmpty || this.#hasComma) this.#cut(index);
    this.#skipTo(index + 1);
    this.#mode = this.#isAnswer ? 'tail' : 'end';
    this.#open = this.#isAnswer ? ['{'] : [];
  }

  #endObject(index: number): void {
    if (this.#mode === 'object') this.#cut(index + 1);
    this.#skipTo(index + 1);
    this.#mode = 'end';
  }

  /** Whether a line begins here as the element's own does, or at the margin. */
  #beginsElement(index: number): boolean {
    let lineStart = index;
    while (/[ \t]/.test(this.#text[lineStart - 1] ?? '')) lineStart -= 1;
    if (!/[\r\n]/.test(this.#text[lineStart - 1] ?? '')) return false;
    const column = index - lineStart + 1;
    const raw = this.#text.slice(this.#start, index);
    const space = raw.slice(0, raw.length - raw.trimStart().length);
    return column === 1 || column === placeAfter(space, this.#place).column;
  }

  /** Whether nothing follows the stray bracket but the brace of an answer. */
  #isListEnd(): boolean {
    const after = this.#text.slice(this.#stray + 1).trim();
    return this.#stray >= 0 && (after === '' || (after === '}' && this.#isAnswer));
  }

  #isData(index: number): boolean {
    return dataKey.test(this.#text.slice(Math.max(this.#start, index - 100), index));
  }

  #commaBefore(index: number): number {
    const before = this.#text.slice(this.#start, index).trimEnd();
    return before.endsWith(',') ? this.#start + before.length - 1 : -1;
  }

  /** The element ends at `end`. */
  #cut(end: number): void {
    const raw = this.#text.slice(this.#start, end);
    this.#skipTo(this.#start + raw.length - raw.trimStart().length);
    this.#found.push(jsonRecord(raw.trim(), this.#place));
    this.#skipTo(end);
    this.#stray = -1;
    this.#isTorn = false;
  }

  #stop(problem: 'tooLong' | 'unclosedJson' | 'strayText'): void {
    const rest = this.#text.slice(this.#start);
    const source = rest.trim();
    this.#skipTo(this.#start + rest.length - rest.trimStart().length);
    const shown = problem === 'unclosedJson' ? source : source.slice(0, longestShownSource);
    this.#found.push({ kind: 'broken', ...this.#place, problem, source: shown });
    this.isOver = true;
  }

  /** Text up to `index` is done with. */
  #skipTo(index: number): void {
    this.#place = placeAfter(this.#text.slice(this.#start, index), this.#place);
    this.#start = index;
    this.#at = Math.max(this.#at, index);
  }

  #taken(): readonly SourceRecord[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }
}
