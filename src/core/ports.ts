/** What core asks of the outside world. The host and the tests each bring their own. */

/** Time, so that waiting is cancellable and tests need not wait. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason as soon as it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** A folder of files that outlive the program. Names are plain. What cannot be done rejects with the system's error. */
export interface Storage {
  /** Adds text to a file, which is made if need be, and resolves once it is on disk. */
  append(name: string, text: string): Promise<void>;
  /** The text of a file; undefined if there is none. */
  read(name: string): Promise<string | undefined>;
  /** The names of all files. */
  list(): Promise<readonly string[]>;
  /** Removes a file; one that is not there is no error. */
  remove(name: string): Promise<void>;
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
