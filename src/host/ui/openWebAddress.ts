import * as vscode from 'vscode';

/**
 * Opens a link in the browser, to the letter. False, and nothing is opened, if it is none to the web: a card may hold
 * any text there.
 */
export async function openWebAddress(link: string): Promise<boolean> {
  const address = link.trim();
  if (!/^https?:\/\//i.test(address)) return false;
  // As text: a Uri, which `env.openExternal` asks for, would be written with other escapes than the CRM gave it.
  await vscode.commands.executeCommand('vscode.open', address);
  return true;
}
