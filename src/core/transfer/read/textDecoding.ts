import { TextDecoder } from 'node:util';
import { guessEncoding, isRatherSingleByte, validLength } from './guessEncoding.ts';
import { countLineBreaks } from './lineBreaks.ts';
import type { Encoding } from './source.ts';
import { SourceError } from './sourceError.ts';

/**
 * The text of a file, without its byte order mark, as it was guessed from the first piece. Where that was plain ASCII,
 * letters of windows-1251 may follow. No piece of text parts a CR from its LF or a character.
 *
 * Throws a `SourceError` at the first byte that is no text, after all text before it was given.
 */
export class TextDecoding {
  readonly encoding: Encoding;
  #decoder: TextDecoder;
  readonly #hasMark: boolean;
  #isAscii = true;
  #skip: number;
  /** Bytes of a character that is not whole yet. */
  #carry: Uint8Array = new Uint8Array();
  /** A carriage return that may be half of a line break. */
  #pending = '';
  #line = 1;

  /** Throws a `SourceError` if it is no text. */
  constructor(head: Uint8Array) {
    const guess = guessEncoding(head);
    if (!guess) throw new SourceError({ kind: 'binary' });
    this.encoding = guess.encoding;
    this.#hasMark = guess.mark > 0;
    this.#skip = guess.mark;
    this.#decoder = decoderOf(guess.encoding);
  }

  *decode(piece: Uint8Array, isLast: boolean): Generator<string> {
    const bytes = joined(this.#carry, piece.subarray(this.#skip));
    this.#skip = 0;
    const whole = isLast ? bytes.length : wholeLength(bytes, this.#decoder.encoding);
    this.#carry = bytes.slice(whole);
    yield* this.#textOf(bytes.subarray(0, whole), isLast);
  }

  *#textOf(bytes: Uint8Array, isLast: boolean): Generator<string> {
    try {
      const text = this.#decoder.decode(bytes);
      this.#isAscii &&= text.length === bytes.length;
      yield this.#complete(text, isLast);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      if (!this.#hasMark && this.#isAscii && this.#isUtf8 && isRatherSingleByte(bytes)) {
        this.#decoder = decoderOf('windows-1251');
        yield this.#complete(this.#decoder.decode(bytes), isLast);
        return;
      }
      const valid = bytes.subarray(0, validLength(bytes, this.encoding));
      const text = this.#decoder.decode(
        valid.subarray(0, wholeLength(valid, this.#decoder.encoding)),
      );
      yield this.#complete(text, true);
      throw new SourceError({ kind: 'brokenEncoding', line: this.#line });
    }
  }

  get #isUtf8(): boolean {
    return this.#decoder.encoding === 'utf-8';
  }

  #complete(decoded: string, isLast: boolean): string {
    const text = this.#pending + decoded;
    this.#pending = !isLast && text.endsWith('\r') ? '\r' : '';
    const given = this.#pending ? text.slice(0, -1) : text;
    this.#line += countLineBreaks(given);
    return given;
  }
}

/** Its own mark is skipped; what looks like one further on is a character. */
function decoderOf(encoding: Encoding): TextDecoder {
  return new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/** How many of the bytes are there before a last character that may not be whole. */
function wholeLength(bytes: Uint8Array, encoding: string): number {
  const { length } = bytes;
  if (encoding === 'windows-1251') return length;
  if (encoding === 'utf-8') {
    for (let back = 1; back <= Math.min(3, length); back += 1) {
      const byte = bytes[length - back] ?? 0;
      if (byte < 0x80) return length;
      if (byte >= 0xc0) return sequenceLength(byte) > back ? length - back : length;
    }
    return length;
  }
  const even = length - (length % 2);
  const high = bytes[encoding === 'utf-16le' ? even - 1 : even - 2] ?? 0;
  return high >= 0xd8 && high <= 0xdb ? even - 2 : even;
}

function sequenceLength(lead: number): number {
  if (lead >= 0xf0) return 4;
  return lead >= 0xe0 ? 3 : 2;
}
