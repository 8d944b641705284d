// lock.mjs is plain JavaScript because it works before anything is installed.
declare module '*/lock.mjs' {
  /** Runs `work` while this process alone holds `file`; a lock whose owner has died is taken over. */
  export function withLock<T>(
    file: string,
    work: () => Promise<T>,
    onWait?: () => void,
  ): Promise<T>;
}
