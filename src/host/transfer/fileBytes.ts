import { createReadStream } from 'node:fs';
import * as vscode from 'vscode';

/** The bytes of a file in pieces. Rejects as the file system does, when it is gone through. */
export async function* fileBytes(uri: vscode.Uri, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  if (uri.scheme === 'file') yield* createReadStream(uri.fsPath, { signal });
  // VS Code reads other places in one go only.
  else yield await vscode.workspace.fs.readFile(uri);
}
