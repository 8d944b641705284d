import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ApiError } from '../../core/api/apiError.ts';
import { apiErrorWords } from '../../core/api/describeApiError.ts';
import type { LogFacts, Logger } from '../../core/ports.ts';

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
  logger.error('Unexpected failure', placeOf(error));
  return new UserError(
    l10n.t('Something went wrong inside the extension. "Wazzup: Show Log" has the details.'),
    { cause: error },
  );
}

/** The kind of a failure and where it came from. Its message stays out of the log: it may quote what was read. */
function placeOf(error: unknown): LogFacts {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { error: error.name, at: frames.map((frame) => frame.trim()).join(' < ') };
}
