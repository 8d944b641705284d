import type { RateLimit } from './options.ts';

interface Window {
  readonly start: number;
  requests: number;
}

/** Fixed windows, one for each key; a window starts with the first request in it. */
export class RateLimits {
  readonly #limit: RateLimit;
  readonly #now: () => number;
  readonly #windows = new Map<string, Window>();

  constructor(limit: RateLimit, now: () => number) {
    this.#limit = limit;
    this.#now = now;
  }

  /** Counts a request of the key. False if the window is full. */
  admit(key: string): boolean {
    const window = this.#window(key);
    window.requests += 1;
    return window.requests <= this.#limit.requests;
  }

  /** Whole seconds to the end of the key's window, at least 1. */
  secondsLeft(key: string): number {
    const end = this.#window(key).start + this.#limit.seconds * 1000;
    return Math.max(1, Math.ceil((end - this.#now()) / 1000));
  }

  #window(key: string): Window {
    const now = this.#now();
    const current = this.#windows.get(key);
    if (current && now - current.start < this.#limit.seconds * 1000) return current;
    const fresh = { start: now, requests: 0 };
    this.#windows.set(key, fresh);
    return fresh;
  }
}
