import type { CacheFile, OpenedCache } from '../../../../../src/core/book/cache/cacheFile.ts';

/** A cache in memory, which a test can look into and change. */
export interface MemoryCache extends CacheFile {
  content: Buffer | undefined;
  /** How often it was written. */
  writes: number;
  /** Thrown by whatever is done, as long as it is set. */
  failure: Error | undefined;
  /** Runs before each piece is read or written. */
  beforePiece: () => Promise<void> | void;
}

export function memoryCache(content?: Buffer): MemoryCache {
  const cache: MemoryCache = {
    content,
    writes: 0,
    failure: undefined,
    beforePiece: () => {},
    async open() {
      if (cache.failure) throw cache.failure;
      return cache.content && openedCache(cache.content, 1 << 16, () => cache.beforePiece());
    },
    async write(pieces) {
      if (cache.failure) throw cache.failure;
      const parts: Uint8Array[] = [];
      for (const piece of pieces) {
        await cache.beforePiece();
        parts.push(piece);
      }
      cache.content = Buffer.concat(parts);
      cache.writes += 1;
    },
    async remove() {
      if (cache.failure) throw cache.failure;
      cache.content = undefined;
    },
  };
  return cache;
}

/** A cache with this content, read in pieces of so many bytes. */
export function openedCache(
  content: Buffer,
  pieceSize: number,
  beforePiece: () => Promise<void> | void = () => {},
): OpenedCache {
  return {
    async *pieces() {
      for (let at = 0; at < content.length; at += pieceSize) {
        await beforePiece();
        yield content.subarray(at, at + pieceSize);
      }
    },
    close: async () => {},
  };
}
