import { randomUUID } from 'node:crypto';
import path from 'node:path';
import * as vscode from 'vscode';
import { writeWhole } from '../wholeFile.ts';

/**
 * Writes a file piece by piece, all of it or nothing: what stands there stays until the new one is whole. Other work goes
 * on between the pieces. Rejects with the signal's reason or the system's error.
 */
export async function writeWholeFile(
  target: vscode.Uri,
  pieces: Iterable<string>,
  signal: AbortSignal,
): Promise<void> {
  await (target.scheme === 'file'
    ? writeOnDisk(target.fsPath, pieces, signal)
    : writeElsewhere(target, pieces, signal));
}

async function writeOnDisk(
  target: string,
  pieces: Iterable<string>,
  signal: AbortSignal,
): Promise<void> {
  const draft = path.join(
    path.dirname(target),
    `.${path.basename(target)}.${randomUUID().slice(0, 8)}.part`,
  );
  await writeWhole({ draft, target }, pieces, signal);
}

/** VS Code writes to other places in one go only. */
async function writeElsewhere(
  target: vscode.Uri,
  pieces: Iterable<string>,
  signal: AbortSignal,
): Promise<void> {
  const parts: Buffer[] = [];
  for (const piece of pieces) {
    parts.push(Buffer.from(piece));
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
  }
  await vscode.workspace.fs.writeFile(target, Buffer.concat(parts));
}
