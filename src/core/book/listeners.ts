/** Ends a subscription. */
export interface Subscription {
  /** From then on nothing more is told; a second call has no effect. */
  dispose(): void;
}

/** Those who want to hear of an event, each once. */
export class Listeners<T> {
  readonly #listeners = new Set<(event: T) => void>();

  /** Tells each event from the next one on. A function that is added twice is told twice, until each is disposed. */
  add(listener: (event: T) => void): Subscription {
    const own = (event: T) => listener(event);
    this.#listeners.add(own);
    return { dispose: () => void this.#listeners.delete(own) };
  }

  /**
   * Tells all who listen now, one after the other, before it returns. An error that a listener throws ends this and is
   * thrown on: the listeners after it hear nothing.
   */
  tell(event: T): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}
