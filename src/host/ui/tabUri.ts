import * as vscode from 'vscode';

/** The address of the document that a tab shows, as text or in an editor of its own; undefined for any other tab. */
export function tabUri(tab: vscode.Tab | undefined): vscode.Uri | undefined {
  const input = tab?.input;
  return input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText
    ? input.uri
    : undefined;
}
