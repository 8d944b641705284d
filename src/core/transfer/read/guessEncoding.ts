import type { Encoding } from './source.ts';

/** How a file seems to be stored. */
export interface EncodingGuess {
  readonly encoding: Encoding;
  /** Bytes of the byte order mark that says so; 0 where there is none. */
  readonly mark: number;
}

const marks: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** By the first bytes of a file; undefined if they are no text. */
export function guessEncoding(head: Uint8Array): EncodingGuess | undefined {
  for (const [encoding, mark] of marks) {
    if (mark.every((byte, index) => head[index] === byte)) return { encoding, mark: mark.length };
  }
  const zeros = [0, 0];
  let controls = 0;
  for (const [index, byte] of head.entries()) {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
    else if (isControl(byte)) controls += 1;
  }
  const [even = 0, odd = 0] = zeros;
  // Digits, separators and line breaks of UTF-16 have a zero byte each, on the same side; on the other are few.
  if ((even + odd) * 10 > head.length) {
    if (even * 4 < odd) return { encoding: 'utf-16le', mark: 0 };
    return odd * 4 < even ? { encoding: 'utf-16be', mark: 0 } : undefined;
  }
  if (validLength(head, 'utf-8') === head.length) return { encoding: 'utf-8', mark: 0 };
  if (even + odd > 0 || controls * 100 > head.length) return undefined;
  return { encoding: isRatherSingleByte(head) ? 'windows-1251' : 'utf-8', mark: 0 };
}

/** Whether there are fewer letters of UTF-8 in it than bytes that are none. */
export function isRatherSingleByte(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes);
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  const whole = text.match(/[^\0-\x7f\ufffd]/gu)?.length ?? 0;
  return broken > whole;
}

/** How many of the bytes are text in this encoding; a character may lack its end after them. */
export function validLength(bytes: Uint8Array, encoding: Encoding): number {
  if (isValid(bytes, encoding)) return bytes.length;
  let valid = 0;
  let invalid = bytes.length;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (isValid(bytes.subarray(0, middle), encoding)) valid = middle;
    else invalid = middle;
  }
  return valid;
}

function isValid(bytes: Uint8Array, encoding: Encoding): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Control characters but tab, line feed, form feed and carriage return. */
function isControl(byte: number): boolean {
  return byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13;
}
