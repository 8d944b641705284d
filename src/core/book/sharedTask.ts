/** Work that several callers wait for. It is called off only when each of them has given up. */
export class SharedTask<T> {
  readonly #controller = new AbortController();
  readonly #result: Promise<T>;
  #waiting = 0;

  /** @param work begins at once; gets the signal that tells it to stop */
  constructor(work: (signal: AbortSignal) => Promise<T>) {
    this.#result = work(this.#controller.signal);
    // Each caller sees the failure through `join`; without callers there is nobody to tell.
    this.#result.catch(() => {});
  }

  /** Whether everybody gave up, so that a newcomer has to begin anew. */
  get isCalledOff(): boolean {
    return this.#controller.signal.aborted;
  }

  /** Resolves when the work has ended, well or badly. Waiting for this alone does not keep it from being called off. */
  get ended(): Promise<void> {
    return this.#result.then(
      () => undefined,
      () => undefined,
    );
  }

  /** Waits for the work; rejects with the signal's reason as soon as it is aborted. */
  async join(signal: AbortSignal): Promise<T> {
    signal.throwIfAborted();
    this.#waiting += 1;
    let stop = () => {};
    const aborted = new Promise<never>((_, reject) => {
      const onAbort = () => reject(signal.reason);
      signal.addEventListener('abort', onAbort, { once: true });
      stop = () => signal.removeEventListener('abort', onAbort);
    });
    try {
      return await Promise.race([this.#result, aborted]);
    } finally {
      stop();
      this.#waiting -= 1;
      if (this.#waiting === 0 && signal.aborted) this.#controller.abort(signal.reason);
    }
  }
}
