import type { FileBytes } from './source.ts';

/**
 * Each piece is read in some milliseconds at most, and the first is what is looked at to find out what a file is
 * (bytes).
 */
const pieceSize = 64 * 1024;

/** The same bytes in pieces of 64 KiB, all but the last, however they come: byte by byte, or all at once. */
export async function* bytePieces(bytes: FileBytes): AsyncGenerator<Uint8Array> {
  let piece = new Uint8Array(pieceSize);
  let filled = 0;
  for await (const part of bytes) {
    let taken = 0;
    while (taken < part.length) {
      const some = part.subarray(taken, taken + pieceSize - filled);
      piece.set(some, filled);
      filled += some.length;
      taken += some.length;
      if (filled < pieceSize) continue;
      yield piece;
      piece = new Uint8Array(pieceSize);
      filled = 0;
    }
  }
  if (filled > 0) yield piece.subarray(0, filled);
}
