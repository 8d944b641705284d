import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ApiError } from '../../core/api/apiError.ts';
import { apiErrorWords } from '../../core/api/describeApiError.ts';
import type { Logger } from '../../core/ports.ts';

/** A failure whose message is already written for the user. */
export class UserError extends Error {
  /** VS Code puts it before the message when a save fails, where people read it. */
  override readonly name = 'Wazzup';
}

/** Whether `error` only says that the user or the program called the work off. */
export function isCancellation(error: unknown): boolean {
  return (
    error instanceof vscode.CancellationError ||
    (error instanceof Error && (error.name === 'AbortError' || error.name === 'Canceled'))
  );
}

/** The one place that turns any failure into words for the user; what has none goes to the log. */
export function toUserError(error: unknown, logger: Logger): Error {
  if (error instanceof UserError) return error;
  if (error instanceof ApiError) return new UserError(apiErrorWords(error), { cause: error });
  logger.error('Unexpected failure', { error: error instanceof Error ? error.stack : 'unknown' });
  return new UserError(
    l10n.t('Something went wrong inside the extension. "Wazzup: Show Log" has the details.'),
    { cause: error },
  );
}
