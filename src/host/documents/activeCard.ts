import * as vscode from 'vscode';
import { tabUri } from '../ui/tabUri.ts';
import { parseContactUri } from './contactUri.ts';

/** The card in the active editor: as a form, as JSON, or as the draft in a comparison. */
export function activeCard(): vscode.Uri | undefined {
  const { activeTab } = vscode.window.tabGroups.activeTabGroup;
  const input = activeTab?.input;
  const uri = input instanceof vscode.TabInputTextDiff ? input.modified : tabUri(activeTab);
  return uri && parseContactUri(uri) ? uri : undefined;
}
