import type * as vscode from 'vscode';
import type { LogFacts, Logger } from '../../core/ports.ts';

/** The one log of the extension, in the output channel that `Show Log` opens. */
export class OutputLogger implements Logger {
  readonly #channel: vscode.LogOutputChannel;

  constructor(channel: vscode.LogOutputChannel) {
    this.#channel = channel;
  }

  debug(event: string, facts?: LogFacts): void {
    this.#channel.debug(line(event, facts));
  }

  info(event: string, facts?: LogFacts): void {
    this.#channel.info(line(event, facts));
  }

  warn(event: string, facts?: LogFacts): void {
    this.#channel.warn(line(event, facts));
  }

  error(event: string, facts?: LogFacts): void {
    this.#channel.error(line(event, facts));
  }
}

function line(event: string, facts: LogFacts = {}): string {
  const known = Object.entries(facts).filter(([, value]) => value !== undefined);
  return [event, ...known.map(([name, value]) => `${name}=${String(value)}`)].join(' ');
}
