/** Where the cache of one account is kept. What cannot be done rejects with the system's error. */
export interface CacheFile {
  /** Opens what was written last; undefined if there is none. */
  open(): Promise<OpenedCache | undefined>;
  /**
   * Puts the pieces in the place of what is there, all of them or none. Waits between them, so that other work goes on.
   * Rejects with the signal's reason.
   */
  write(pieces: Iterable<Uint8Array>, signal: AbortSignal): Promise<void>;
  /** Removes it, with what was being written when this was called; one that is not there is no error. */
  remove(): Promise<void>;
}

/** A cache as it was when it was opened, whatever is written or removed meanwhile. */
export interface OpenedCache {
  /** All of it, from the beginning, in pieces of 64 KB or so; other work goes on between them. */
  pieces(): AsyncIterable<Buffer>;
  close(): Promise<void>;
}
