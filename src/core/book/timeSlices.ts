/** For so many milliseconds at most a long computation holds up all else: several may be under way at a time. */
const sliceMs = 3;

/** Divides a long computation, so that other work goes on in between. */
export class TimeSlices {
  readonly #signal: AbortSignal;
  #end = performance.now() + sliceMs;

  /** @param signal what calls the computation off; without one nothing does */
  constructor(signal = new AbortController().signal) {
    this.#signal = signal;
  }

  /** What calls the computation off. */
  get signal(): AbortSignal {
    return this.#signal;
  }

  /** Waits if it is time for others. Throws or rejects with the signal's reason when it is aborted. */
  next(): Promise<void> | undefined {
    this.#signal.throwIfAborted();
    return performance.now() < this.#end ? undefined : this.#wait();
  }

  async #wait(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.#signal.throwIfAborted();
    this.#end = performance.now() + sliceMs;
  }
}
