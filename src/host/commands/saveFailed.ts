import { homedir } from 'node:os';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { failedFile, type NewFile } from '../../core/transfer/failedFile.ts';
import { contactScheme } from '../documents/contactUri.ts';
import { UserError } from '../ui/userError.ts';
import type { CommandServices } from './commandServices.ts';
import { reportArgument } from './reportArgument.ts';
import { activeUri } from './targets.ts';

/**
 * Save Failed as File… `(report?, target?)` → the file's address: what failed, in the format it came in. The report is
 * its address, options `{accountId, operationId}`, or the active editor; an address that is no report is the target.
 */
export async function saveFailed(
  services: CommandServices,
  args: readonly unknown[],
): Promise<vscode.Uri | undefined> {
  const { texts } = services;
  const isText = (arg: unknown) => arg instanceof vscode.Uri && arg.scheme === texts.scheme;
  const target = args.find((arg) => arg instanceof vscode.Uri && !isText(arg));
  const named = args[0] === target ? args.find(isText) : args[0];
  const { file, place } = await failedOf(services, named);
  if (target instanceof vscode.Uri) {
    await write(target, file.text);
    return target;
  }
  const picked = await vscode.window.showSaveDialog({
    title: l10n.t('Save Failed as File'),
    defaultUri: place,
  });
  if (!picked) throw new vscode.CancellationError();
  await write(picked, file.text);
  await vscode.window.showTextDocument(picked, { preview: false });
  return picked;
}

interface Failed {
  readonly file: NewFile;
  /** Where it is suggested to be written. */
  readonly place: vscode.Uri;
}

/** What failed of a report, or what an import has left out. */
async function failedOf(services: CommandServices, named: unknown): Promise<Failed> {
  const list = named instanceof vscode.Uri ? named : activeUri();
  const leftOut = list && services.leftOut.find(list);
  if (leftOut) return { file: leftOut.file, place: placeFor(leftOut.source, leftOut.file.name) };
  const operations = await reportArgument(services, named);
  const file = failedFile(operations);
  if (!file) throw new UserError(l10n.t('All of it was done: there is nothing to save.'));
  const [first] = operations;
  const sent = first?.file && vscode.Uri.parse(first.file.uri);
  return { file, place: placeFor(sent, file.name) };
}

/** Beside the file that was sent, else in the opened folder. */
function placeFor(sent: vscode.Uri | undefined, name: string): vscode.Uri {
  if (sent && sent.scheme !== 'untitled') return vscode.Uri.joinPath(sent, '..', name);
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return folder
    ? vscode.Uri.joinPath(folder.uri, name)
    : vscode.Uri.file(path.join(homedir(), name));
}

async function write(target: vscode.Uri, text: string): Promise<void> {
  if (target.scheme === contactScheme) {
    throw new UserError(l10n.t('This is a contact in Wazzup: choose a file on disk.'));
  }
  try {
    await vscode.workspace.fs.writeFile(target, Buffer.from(text, 'utf8'));
  } catch (error) {
    throw new UserError(l10n.t('The file could not be written: {0}', target.fsPath), {
      cause: error,
    });
  }
}
