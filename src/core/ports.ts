/** What core asks of the outside world. The host and the tests each bring their own. */

/** Time, so that waiting is cancellable and tests need not wait. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason as soon as it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Facts of one log line: ids, counts, status and timing. Never a key, a name, a number or a chatId. */
export type LogFacts = Readonly<Record<string, string | number | boolean | undefined>>;

/** Where core tells what it did. `event` is a fixed sentence; what varies goes into `facts`. */
export interface Logger {
  /** Each request, and what helps to find a fault. */
  debug(event: string, facts?: LogFacts): void;
  /** What was done for the user. */
  info(event: string, facts?: LogFacts): void;
  /** What is odd, but can be lived with. */
  warn(event: string, facts?: LogFacts): void;
  /** What failed. */
  error(event: string, facts?: LogFacts): void;
}
