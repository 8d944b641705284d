import PQueue from 'p-queue';
import type { Clock } from '../ports.ts';

/** The documented window of the API's rate limit, and a little for clocks that tick in milliseconds. */
const windowMs = 5_000 + 10;

/** Requests of one connection that may be under way at once, so that a long list does not open a socket each. */
const concurrency = 10;

/** The longest pause that a server can ask for. */
const longestPauseMs = 30_000;

/**
 * Keeps one connection below its own limit of requests in any five seconds, wherever the server's window
 * begins: a request counts from its start until five seconds after its end, since it reaches the server
 * somewhere between. Requests start in the order of the calls, those in the background after all others; a
 * cancelled one leaves the queue at once.
 */
export class RequestLimiter {
  readonly #clock: Clock;
  readonly #cap: () => number;
  /** Goes on only within `#startSome`, so that whoever is first by then takes the room. */
  readonly #queue = new PQueue({ concurrency, autoStart: false });
  /** When the requests of the last five seconds ended, oldest first. */
  readonly #ended: number[] = [];
  #underWay = 0;
  #pausedUntil = 0;
  /** Ends the wait for room. */
  #wait: AbortController | undefined;

  /** @param cap requests in five seconds, asked before each; used as a whole number from 1 to 500 */
  constructor(clock: Clock, cap: () => number) {
    this.#clock = clock;
    this.#cap = cap;
    this.#queue.on('add', () => this.#startSome());
    // One has ended, or was cancelled while it waited.
    this.#queue.on('next', () => this.#startSome());
  }

  /** Runs `work` when there is room. Rejects with the signal's reason while it waits, then as `work` does. */
  async run<Result>(
    signal: AbortSignal,
    work: () => Promise<Result>,
    isBackground = false,
  ): Promise<Result> {
    return this.#queue.add(
      async () => {
        this.#underWay++;
        if (this.#waitMs() > 0) this.#queue.pause();
        try {
          return await work();
        } finally {
          this.#underWay--;
          this.#ended.push(this.#clock.now());
        }
      },
      { signal, priority: isBackground ? 0 : 1 },
    );
  }

  /** Starts no request before `time` (of the clock, in ms): the server has said that it is too many. */
  pauseUntil(time: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, time);
  }

  /** Starts as many as there is room for, and the others as soon as there may be room again. */
  #startSome(): void {
    if (this.#waitMs() === 0) this.#queue.start();
    this.#queue.pause();
    if (this.#queue.size === 0) {
      this.#wait?.abort();
      this.#wait = undefined;
    } else if (this.#queue.pending < concurrency) {
      this.#startSomeIn(this.#waitMs());
    }
  }

  #startSomeIn(ms: number): void {
    if (this.#wait) return;
    this.#wait = new AbortController();
    this.#clock.sleep(ms, this.#wait.signal).then(
      () => {
        this.#wait = undefined;
        this.#startSome();
      },
      // Nobody waits for room any more.
      () => undefined,
    );
  }

  /** How long there will certainly be no room; 0 if there is. */
  #waitMs(): number {
    const now = this.#clock.now();
    this.#forgiveClockChanges(now);
    if (this.#pausedUntil > now) return this.#pausedUntil - now;
    while ((this.#ended[0] ?? now) <= now - windowMs) this.#ended.shift();
    if (this.#underWay + this.#ended.length < limitOf(this.#cap())) return 0;
    const firstEnd = this.#ended[0] ?? now;
    return firstEnd + windowMs - now;
  }

  /** A clock that was set back must not hold requests for longer than a window. */
  #forgiveClockChanges(now: number): void {
    this.#pausedUntil = Math.min(this.#pausedUntil, now + longestPauseMs);
    for (let last = this.#ended.length - 1; (this.#ended[last] ?? now) > now; last--) {
      this.#ended[last] = now;
    }
  }
}

function limitOf(setting: number): number {
  return Number.isFinite(setting) ? Math.min(500, Math.max(1, Math.floor(setting))) : 500;
}
