import * as vscode from 'vscode';

/** How long a message stays in the status bar, in ms. */
const messageMs = 8000;

/** A message in the status bar that goes by itself, and when there is newer news of the same kind. */
export class StatusMessage implements vscode.Disposable {
  #shown: vscode.Disposable | undefined;

  /** Shows the message in place of the one before. @param text may name icons, as `$(check)` */
  show(text: string): void {
    this.clear();
    this.#shown = vscode.window.setStatusBarMessage(text, messageMs);
  }

  clear(): void {
    this.#shown?.dispose();
    this.#shown = undefined;
  }

  dispose(): void {
    this.clear();
  }
}
