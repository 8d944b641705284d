/** Ends a subscription. */
export interface Subscription {
  dispose(): void;
}

/** Those who want to hear of an event, each once. */
export class Listeners<T> {
  readonly #listeners = new Set<(event: T) => void>();

  add(listener: (event: T) => void): Subscription {
    const own = (event: T) => listener(event);
    this.#listeners.add(own);
    return { dispose: () => void this.#listeners.delete(own) };
  }

  tell(event: T): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}
