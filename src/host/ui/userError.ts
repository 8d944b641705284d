import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ApiError } from '../../core/api/apiError.ts';
import { apiErrorWords } from '../../core/api/describeApiError.ts';
import { loggableError } from '../../core/api/loggable.ts';
import { UnreadPages, unreadWords } from '../../core/book/scan/unreadPages.ts';
import { withoutLinks } from '../../core/contact/shownText.ts';
import type { LogFacts, Logger } from '../../core/ports.ts';

/** A failure whose message is already written for the user. */
export class UserError extends Error {
  /** VS Code puts it before the message when a save fails, where people read it. */
  override readonly name = 'Wazzup';
  /** The id of the setting that the message speaks of. */
  readonly setting: string | undefined;

  constructor(words: string, options?: ErrorOptions & { readonly setting?: string }) {
    super(withoutLinks(words), options);
    this.setting = options?.setting;
  }
}

/** Whether `error` only says that the user or the program called the work off. */
export function isCancellation(error: unknown): boolean {
  return (
    error instanceof vscode.CancellationError ||
    (error instanceof Error && (error.name === 'AbortError' || error.name === 'Canceled'))
  );
}

/**
 * The one place that turns any failure into words for the user; what has none goes to the log. VS Code writes what is
 * thrown at it into logs of its own: neither the server's words nor a cause that may quote what was read go with it.
 */
export function toUserError(error: unknown, logger: Logger): Error {
  if (error instanceof UserError) return error;
  if (error instanceof ApiError) return new UserError(apiErrorWords(loggableError(error)));
  if (error instanceof UnreadPages) {
    const words = unreadWords(
      error.failed,
      (reason) => apiErrorWords(loggableError(reason)),
      vscode.env.language,
    );
    return new UserError(words);
  }
  logger.error('Unexpected failure', placeOf(error));
  return new UserError(
    l10n.t('Something went wrong inside the extension. "Wazzup: Show Log" has the details.'),
  );
}

/** The same words for a message on the screen, which no log keeps: with what the server said. */
export function shownWords(error: unknown, logger: Logger): string {
  if (error instanceof ApiError) return withoutLinks(apiErrorWords(error));
  return error instanceof UnreadPages
    ? withoutLinks(unreadWords(error.failed, apiErrorWords, vscode.env.language))
    : toUserError(error, logger).message;
}

/** The kind of a failure and where it came from. Its message stays out of the log: it may quote what was read. */
function placeOf(error: unknown): LogFacts {
  if (!(error instanceof Error)) return { error: typeof error };
  // A message may have lines that look like places.
  const stack = error.stack?.replace(error.message, '') ?? '';
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return { error: error.name, at: frames.map((frame) => frame.trim()).join(' < ') };
}
