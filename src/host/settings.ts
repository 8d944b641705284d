import * as vscode from 'vscode';

/** The settings of the extension as they are now, each within its documented range. */
export class Settings {
  /** Base address for accounts that are connected from now on; not yet checked. */
  get apiBaseUrl(): string {
    return this.#section.get<string>('apiBaseUrl', 'https://api.wazzup24.com/v3');
  }

  /** Requests in any five seconds, 1…500. */
  get requestsPer5Seconds(): number {
    const wanted = this.#section.get<number>('requestsPer5Seconds', 250);
    return Number.isFinite(wanted) ? Math.min(500, Math.max(1, Math.round(wanted))) : 250;
  }

  get #section(): vscode.WorkspaceConfiguration {
    return vscode.workspace.getConfiguration('wazzup');
  }
}
