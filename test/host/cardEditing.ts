import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type SandboxAccount, until } from './sandboxAccount.ts';

/** Opens a contact's card by the command, as a form; its document. */
export async function openCard(account: SandboxAccount, id: string): Promise<vscode.TextDocument> {
  const uri: unknown = await vscode.commands.executeCommand(
    'wazzup.openContact',
    id,
    account.accountId,
  );
  assert.ok(uri instanceof vscode.Uri);
  return await vscode.workspace.openTextDocument(uri);
}

/** Opens a contact's card as text, in the active editor. */
export async function openText(
  account: SandboxAccount,
  id: string,
  options: vscode.TextDocumentShowOptions = { preview: false },
): Promise<vscode.TextEditor> {
  const uri = cardUri(account, id);
  const document = await vscode.workspace.openTextDocument(uri);
  return await vscode.window.showTextDocument(document, options);
}

/** The address of a card whose id needs no encoding. */
export function cardUri({ accountId }: SandboxAccount, id: string): vscode.Uri {
  return vscode.Uri.parse(`wazzup:/${accountId}/${id}.contact.json`);
}

/** Replaces the first occurrence of a text by another one. */
export async function replaceIn(
  document: vscode.TextDocument,
  from: string,
  to: string,
): Promise<void> {
  const text = document.getText();
  const at = text.indexOf(from);
  assert.ok(at >= 0, `"${from}" is not in the text`);
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(at), document.positionAt(at + from.length));
  edit.replace(document.uri, range, to);
  assert.ok(await vscode.workspace.applyEdit(edit));
  await until('the document is dirty', () => document.isDirty);
}

/** The place of a text within a document. */
export function placeOf(document: vscode.TextDocument, text: string, after = 0): vscode.Position {
  const at = document.getText().indexOf(text);
  assert.ok(at >= 0, `"${text}" is not in the text`);
  return document.positionAt(at + after);
}
