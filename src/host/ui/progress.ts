import * as vscode from 'vscode';
import type { Clock } from '../../core/ports.ts';

/** A job that takes longer than this many milliseconds can be cancelled. */
const slowMs = 1000;

/** Tells how far a job is: `message` replaces the last one, `increment` adds percent. */
export type Progress = vscode.Progress<{ message?: string; increment?: number }>;

/** Runs a job under a notification with a Cancel button, which aborts the signal the job is given. */
export async function withProgress<T>(
  title: string,
  job: (signal: AbortSignal, progress: Progress) => Promise<T>,
): Promise<T> {
  return await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const controller = new AbortController();
      const cancelled = token.onCancellationRequested(() =>
        controller.abort(new vscode.CancellationError()),
      );
      try {
        return await job(controller.signal, progress);
      } finally {
        cancelled.dispose();
      }
    },
  );
}

/** Runs a job; once it has taken a second, under a notification with a Cancel button, which aborts the job's signal. */
export async function withProgressWhenSlow<T>(
  title: string,
  clock: Clock,
  job: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const cancelling = new AbortController();
  const result = job(cancelling.signal);
  const ended = result.then(
    () => undefined,
    () => undefined,
  );
  const waiting = new AbortController();
  const slow = clock.sleep(slowMs, waiting.signal).then(
    () => 'slow' as const,
    () => undefined,
  );
  const first = await Promise.race([slow, ended]);
  waiting.abort();
  if (first === 'slow') {
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      (_, token) => {
        token.onCancellationRequested(() => cancelling.abort(new vscode.CancellationError()));
        return ended;
      },
    );
  }
  return await result;
}
