import type { Clock, LogFacts, Logger } from '../../core/ports.ts';

/** So many lines are kept: a few minutes of work, or all that led to a failure. */
const mostLines = 200;

/** One line as it was logged. */
export interface LogLine {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly level: keyof Logger;
  readonly event: string;
  readonly facts: LogFacts;
}

/** A logger that passes everything on and keeps the last lines, whatever level the output channel shows. */
export class RecentLines implements Logger {
  readonly #next: Logger;
  readonly #clock: Clock;
  readonly #lines: LogLine[] = [];

  constructor(next: Logger, clock: Clock) {
    this.#next = next;
    this.#clock = clock;
  }

  /** Oldest first. */
  get lines(): readonly LogLine[] {
    return this.#lines;
  }

  debug(event: string, facts?: LogFacts): void {
    this.#take('debug', event, facts);
  }

  info(event: string, facts?: LogFacts): void {
    this.#take('info', event, facts);
  }

  warn(event: string, facts?: LogFacts): void {
    this.#take('warn', event, facts);
  }

  error(event: string, facts?: LogFacts): void {
    this.#take('error', event, facts);
  }

  #take(level: LogLine['level'], event: string, facts: LogFacts = {}): void {
    this.#lines.push({ at: this.#clock.now(), level, event, facts });
    if (this.#lines.length > mostLines) this.#lines.shift();
    this.#next[level](event, facts);
  }
}
