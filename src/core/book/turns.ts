/** Lets one piece of work run at a time, in the order of asking. */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  /** Runs `work` when it is its turn; not at all if the signal is aborted by then. */
  async take<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const before = this.#last;
    let finish = () => {};
    this.#last = new Promise((resolve) => {
      finish = resolve;
    });
    await before;
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      finish();
    }
  }
}
