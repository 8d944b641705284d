import type { Clock } from '../../src/core/ports.ts';

interface Sleeper {
  readonly until: number;
  readonly ms: number;
  wake(): void;
}

/** Time that stands still until a test moves it. */
export class FakeClock implements Clock {
  /** Every sleep that was asked for, in ms, in that order. */
  readonly slept: number[] = [];
  readonly #skips: (ms: number) => boolean;
  readonly #sleepers = new Set<Sleeper>();
  readonly #watchers = new Set<() => void>();
  #now: number;

  /**
   * @param skips sleeps of these lengths end at once and move the time by as much (none): so that a test of
   *   real requests need not wait for pauses between them, while their timeouts stand still
   */
  constructor(skips: (ms: number) => boolean = () => false, now = Date.UTC(2026, 10, 22)) {
    this.#skips = skips;
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  /** How long each sleep that goes on was asked to last, in ms. */
  get sleeping(): readonly number[] {
    return [...this.#sleepers].map(({ ms }) => ms);
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.slept.push(ms);
    const until = this.#now + ms;
    if (this.#skips(ms)) {
      this.#now = Math.max(this.#now, until);
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const cancel = () => {
        this.#sleepers.delete(sleeper);
        reject(signal?.reason);
      };
      const wake = () => {
        signal?.removeEventListener('abort', cancel);
        this.#sleepers.delete(sleeper);
        resolve();
      };
      const sleeper: Sleeper = { until, ms, wake };
      signal?.addEventListener('abort', cancel, { once: true });
      this.#sleepers.add(sleeper);
      for (const watcher of this.#watchers) watcher();
    });
  }

  /** Moves the time on and wakes those whose time has come, the earliest first. */
  advance(ms: number): void {
    this.#now += ms;
    const due = [...this.#sleepers].filter(({ until }) => until <= this.#now);
    for (const sleeper of due.sort((a, b) => a.until - b.until)) sleeper.wake();
  }

  /** Sets the time without waking anybody, as when the machine's clock is corrected. */
  set(now: number): void {
    this.#now = now;
  }

  /** Resolves as soon as somebody sleeps for `ms` milliseconds. */
  async sleepOf(ms: number): Promise<void> {
    if (this.sleeping.includes(ms)) return;
    await new Promise<void>((resolve) => {
      const watcher = () => {
        if (!this.sleeping.includes(ms)) return;
        this.#watchers.delete(watcher);
        resolve();
      };
      this.#watchers.add(watcher);
    });
  }
}
