import * as vscode from 'vscode';
import type { SentFile } from '../../core/change/changeSet.ts';
import type { Clock, Logger } from '../../core/ports.ts';
import type { ComparedFile } from '../../core/transfer/compare/comparedFile.ts';
import { compareRows } from '../../core/transfer/compare/compareRows.ts';
import type { Comparison } from '../../core/transfer/compare/comparison.ts';
import type { ImportMatch } from '../../core/transfer/import/importPlan.ts';
import type { AccountRecord } from '../accounts/accountRecord.ts';
import type { AccountSession } from '../accounts/accountSession.ts';
import { isCancellation, toUserError } from '../ui/userError.ts';

/** After a change of the book so many milliseconds pass without another one before all is compared again. */
const calmMs = 300;

export interface ComparisonParts {
  readonly account: AccountRecord;
  /** All contacts of the account were read in it. */
  readonly session: AccountSession;
  readonly uri: vscode.Uri;
  readonly file: ComparedFile;
  /** The same file as an operation names it. */
  readonly sentFile: SentFile;
  readonly match: ImportMatch;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * A file as it was read once, compared with an account as this is known now: our own writes and later readings of the
 * whole list count, and no request is made for it.
 */
export class OpenComparison implements vscode.Disposable {
  readonly parts: ComparisonParts;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #stop = new AbortController();
  readonly #watch: vscode.Disposable;
  #waiting = new AbortController();
  #running: Promise<void> | undefined;
  #result: Comparison;
  #edition: number;

  /** Fires when the result is another one. */
  readonly onDidChange = this.#changed.event;

  private constructor(parts: ComparisonParts, result: Comparison, edition: number) {
    this.parts = parts;
    this.#result = result;
    this.#edition = edition;
    this.#watch = vscode.Disposable.from(
      parts.session.book.search.onDidChange(() => this.#updateSoon()),
    );
  }

  /** Compares. Rejects with the signal's reason. */
  static async start(parts: ComparisonParts, signal: AbortSignal): Promise<OpenComparison> {
    const { edition } = parts.session.book.search;
    return new OpenComparison(parts, await compare(parts, signal), edition);
  }

  get result(): Comparison {
    return this.#result;
  }

  /** Resolves when the result tells what the book knows by now. What it knows in part only does not count. */
  async update(): Promise<void> {
    const { search } = this.parts.session.book;
    while (search.isComplete && this.#edition !== search.edition && !this.#stop.signal.aborted) {
      this.#running ??= this.#compareAgain().finally(() => {
        this.#running = undefined;
      });
      await this.#running;
    }
  }

  dispose(): void {
    this.#watch.dispose();
    this.#waiting.abort(new vscode.CancellationError());
    this.#stop.abort(new vscode.CancellationError());
    this.#changed.dispose();
  }

  #updateSoon(): void {
    const { session, clock, logger } = this.parts;
    if (session.book.search.edition === this.#edition) return;
    this.#waiting.abort(new vscode.CancellationError());
    this.#waiting = new AbortController();
    clock
      .sleep(calmMs, this.#waiting.signal)
      .then(() => this.update())
      .catch((error: unknown) => {
        if (!isCancellation(error)) toUserError(error, logger);
      });
  }

  async #compareAgain(): Promise<void> {
    const { edition } = this.parts.session.book.search;
    this.#result = await compare(this.parts, this.#stop.signal);
    this.#edition = edition;
    this.#changed.fire();
  }
}

async function compare(
  { session, file, match }: ComparisonParts,
  signal: AbortSignal,
): Promise<Comparison> {
  return await compareRows(file.rows, { index: session.book.search.index, match, signal });
}
