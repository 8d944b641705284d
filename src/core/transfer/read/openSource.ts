import type { FileBytes, Source } from './source.ts';
import { SourceError } from './sourceError.ts';

/**
 * Looks at the beginning of a file of contacts and reads its records while they are asked for; the file is never in
 * memory as a whole. Rejects with a `SourceError` where it is none that can be read, and with the signal's reason.
 *
 * @param fileName without a folder; its end counts where the content leaves a choice
 */
export async function openSource(
  _bytes: FileBytes,
  _fileName: string,
  _signal: AbortSignal,
): Promise<Source> {
  throw new SourceError({ kind: 'empty' });
}
