import type * as vscode from 'vscode';

/**
 * Keeps the items of a list in their order, which VS Code otherwise sorts anew by the label while somebody types. The
 * property is a proposal still (microsoft/vscode#73904), which VS Code has followed since 2019; one that did not would
 * sort as it likes.
 */
export function keepOrder(pick: vscode.QuickPick<vscode.QuickPickItem>): void {
  Object.assign(pick, { sortByLabel: false });
}
