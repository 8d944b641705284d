import { open, rename, rm } from 'node:fs/promises';

/** A file's place, and another beside it where it is written first. */
interface DraftedFile {
  readonly draft: string;
  readonly target: string;
}

/**
 * Writes a file that only this user may read, piece by piece, all of it or nothing: what stands at the target stays until
 * the new one is whole and on disk. Other work goes on between the pieces. Rejects with the signal's reason or the
 * system's error; the draft is gone in any case.
 */
export async function writeWhole(
  { draft, target }: DraftedFile,
  pieces: Iterable<string | Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      for (const piece of pieces) {
        signal.throwIfAborted();
        await file.writeFile(piece);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    signal.throwIfAborted();
    await rename(draft, target);
  } finally {
    await rm(draft, { force: true });
  }
}
