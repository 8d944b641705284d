import { LineSplitter } from './lineSplitter.ts';
import type { RecordProblem } from './recordProblem.ts';
import { longestShownSource, type RecordReader } from './recordReader.ts';
import type { SourceRecord } from './source.ts';
import { contactOfVcard } from './vcardContact.ts';

/** No card may be longer, in UTF-16 code units: it may hold a photo. */
const longestCard = 4 * 1024 * 1024;

/** Lines that belong together. */
interface Block {
  readonly line: number;
  readonly lines: string[];
  /** In UTF-16 code units. */
  length: number;
}

/** Reads one vCard after the other, by their lines BEGIN and END. */
export class VcardReader implements RecordReader {
  readonly #lines = new LineSplitter();
  #line = 1;
  #card: Block | undefined;
  /** What stands outside of cards. */
  #stray: Block | undefined;
  isOver = false;

  read(piece: string): readonly SourceRecord[] {
    const records = this.#lines.split(piece).flatMap((line) => this.#take(line));
    const length = (this.#card?.length ?? this.#stray?.length ?? 0) + this.#lines.rest.length;
    if (length <= longestCard) return records;
    this.isOver = true;
    const block = this.#card ?? this.#stray ?? { line: this.#line, lines: [], length };
    block.lines.push(this.#lines.rest);
    const tooLong = this.#broken(block, 'tooLong');
    return [...records, { ...tooLong, source: tooLong.source.slice(0, longestShownSource) }];
  }

  end(): readonly SourceRecord[] {
    if (this.isOver) return [];
    const records = this.#take(this.#lines.rest);
    return [...records, ...this.#unclosed(), ...this.#strayText()];
  }

  #take(text: string): readonly SourceRecord[] {
    const line = this.#line;
    this.#line += 1;
    if (/^begin:vcard\s*$/i.test(text)) {
      const records = [...this.#unclosed(), ...this.#strayText()];
      this.#card = { line, lines: [text], length: text.length };
      return records;
    }
    const block = this.#card ?? this.#stray;
    if (block) {
      block.lines.push(text);
      block.length += text.length;
      return this.#card && /^end:vcard\s*$/i.test(text) ? this.#whole(this.#card) : [];
    }
    if (text.trim() !== '') this.#stray = { line, lines: [text], length: text.length };
    return [];
  }

  #whole(card: Block): readonly SourceRecord[] {
    this.#card = undefined;
    const { line } = card;
    const source = this.#sourceOf(card);
    if (source.includes('\0')) return [this.#broken(card, 'zeroByte')];
    try {
      const lines = source.split(this.#lines.lineBreak);
      const value = contactOfVcard(lines.slice(1, -1));
      return [{ kind: 'value', line, column: 1, value, source }];
    } catch {
      // ical.js and JSON.parse say why in English, and to developers.
      return [this.#broken(card, 'notVcard')];
    }
  }

  #unclosed(): readonly SourceRecord[] {
    const card = this.#card;
    this.#card = undefined;
    return card ? [this.#broken(card, 'unclosedVcard')] : [];
  }

  #strayText(): readonly SourceRecord[] {
    const stray = this.#stray;
    this.#stray = undefined;
    return stray ? [this.#broken(stray, 'strayText')] : [];
  }

  #broken(block: Block, problem: RecordProblem) {
    const { line } = block;
    return { kind: 'broken', line, column: 1, problem, source: this.#sourceOf(block) } as const;
  }

  #sourceOf({ lines }: Block): string {
    return lines.join(this.#lines.lineBreak).trimEnd();
  }
}
