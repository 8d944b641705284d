import * as vscode from 'vscode';
import type { CommandServices } from './commandServices.ts';

/** Take the Tour: shows the walkthrough. */
export async function openWalkthrough({ extension }: CommandServices): Promise<void> {
  const show = () =>
    vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extension.id}#start`);
  await show();
  // The first page that a window opens may be drawn before VS Code knows ours, and is another one then.
  await show();
}
