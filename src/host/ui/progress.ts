import * as vscode from 'vscode';

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
